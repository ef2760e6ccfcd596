// What the server says of itself: its version and its features.
import type { Switches } from './switches.ts';

export function serverInfo({ features, version }: Switches) {
  return {
    __typename: 'ServerInfo',
    cliVersionInfo: { max_cli_version: '0.30.0', min_cli_version: '0.10.0' },
    latestLocalVersionInfo: version && {
      outOfDate: version !== '0.83.0',
      latestVersionString: '0.83.0',
      versionOnThisInstanceString: version,
    },
    features: features.map((name) => ({ __typename: 'ServerFeature', name, isEnabled: true })),
  };
}
