// What a server says of its own age: the features it has, and the version of a self-hosted one.

import * as v from 'valibot';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { Tolerant } from './tolerant.ts';

/** The oldest W&B Server whose answers are known to be whole. Source: the SDK 0.28.1 and newer ask for no older one. */
const oldest = [0, 70] as const;

/** To be asked beside the viewer. */
export const ageFields =
  'serverInfo { features { name isEnabled } latestLocalVersionInfo { versionOnThisInstanceString } }';

const info = v.object({
  features: v.fallback(
    v.nullish(v.array(v.nullable(v.object({ name: v.string(), isEnabled: v.boolean() })))),
    undefined,
  ),
  latestLocalVersionInfo: v.fallback(
    v.nullish(v.object({ versionOnThisInstanceString: v.string() })),
    undefined,
  ),
});

/** Takes in what the server says that it cannot do; gives its version, undefined for W&B's cloud. */
export function learnAge(answer: unknown, client: Tolerant): string | undefined {
  const reply = v.safeParse(info, answer);
  if (!reply.success) return undefined;
  const features = new Set(reply.output.features?.flatMap((it) => (it?.isEnabled ? it.name : [])));
  // A server that names no feature at all may have any.
  if (features.size > 0 && !features.has('PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP'))
    client.lacks('Project.artifactCollectionMembership');
  return reply.output.latestLocalVersionInfo?.versionOnThisInstanceString;
}

/** That a server is older than what we know how to ask; undefined when nothing shows it. */
export function agedSentence(
  { machine, lacking }: Tolerant,
  version: string | undefined,
): Sentence | undefined {
  const [major = 0, minor = 0] = version?.split('.').map(Number) ?? [];
  const old = version !== undefined && (major < oldest[0] || (major === oldest[0] && minor < oldest[1]));
  const missing = [...lacking].filter((it) => it !== 'Project.artifactCollectionMembership');
  if (!old && missing.length === 0) return undefined;
  const needed = oldest.join('.');
  const aged = version
    ? sentence(
        '{0} runs W&B Server {1}, and {2} or newer is needed to see all: ask its administrator to update it.',
        machine,
        version,
        needed,
      )
    : sentence(
        '{0} is an older W&B Server, and {1} or newer is needed to see all: ask its administrator to update it.',
        machine,
        needed,
      );
  return missing.length > 0 ? sentence('{0} It does not tell {1}.', aged, missing.join(', ')) : aged;
}
