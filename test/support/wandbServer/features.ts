// What the server says of itself: the features of W&B's server that clients look for and that this one has.

const features = [
  'ARTIFACT_TAGS',
  'CLIENT_IDS',
  'ARTIFACT_REGISTRY_SEARCH',
  'ARTIFACT_COLLECTION_MEMBERSHIP_FILES',
  'USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION',
  'PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP',
  'ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE',
  'TOTAL_COUNT_IN_FILE_CONNECTION',
  'ARTIFACT_COLLECTIONS_FILTERING_SORTING',
];

export function serverInfo() {
  return {
    __typename: 'ServerInfo',
    cliVersionInfo: { max_cli_version: '0.30.0', min_cli_version: '0.10.0' },
    latestLocalVersionInfo: {
      outOfDate: false,
      latestVersionString: '0.83.0',
      versionOnThisInstanceString: '0.83.0',
    },
    features: features.map((name) => ({ __typename: 'ServerFeature', name, isEnabled: true })),
  };
}
