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

/** That a server is older than what we know how to ask, or does not know some of it; undefined when nothing shows it. */
export function agedSentence(
  { machine, lacking }: Tolerant,
  version: string | undefined,
): Sentence | undefined {
  const unknown = [...lacking].filter((it) => it !== 'Project.artifactCollectionMembership');
  // What a server says of itself is no part of a lineage: that it says nothing is what the oldest ones do.
  const missing = unknown.filter((it) => !ofItself.test(it)).join(', ');
  const old = version === undefined ? unknown.some((it) => ofItself.test(it)) : isOld(version);
  if (!old)
    return missing
      ? sentence(
          '{0} does not know {1}, which is left out: look for a newer version of this extension, or of the server.',
          machine,
          missing,
        )
      : undefined;
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
  return missing ? sentence('{0} It does not tell {1}.', aged, missing) : aged;
}

const ofItself = /^(Query\.serverInfo|ServerInfo\.|ServerFeature\.|LocalVersionInfo\.)/;

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}
