// The files of committed versions, as their server lists them: asked for once, since they never change.

import * as v from 'valibot';
import type { ManifestFile } from '../../lineage/manifest.ts';
import type { ArtifactVersion } from '../../lineage/model.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { Backend } from '../backend.ts';
import { isRecord } from '../kinds.ts';
import type { Kind, Recall } from '../recall.ts';
import { serverVersionId } from '../wandb/ids.ts';
import type { Client } from './client.ts';
import { ask, page } from './question.ts';
import { fileAddress, filesIn } from './replies.ts';

const pageSize = 500;
/** Of a version with more, the rest is told to be there; pages. */
const mostPages = 20;

const lists: Kind<readonly ManifestFile[] | undefined> = {
  name: 'files',
  fixed: true,
  fits: (value): value is readonly ManifestFile[] =>
    Array.isArray(value) && value.every((it) => isRecord(it) && typeof it.path === 'string'),
  stands: (files) => (files ? Number.POSITIVE_INFINITY : 0),
};

/** `tell` takes that a list is not whole. */
export function versionFiles(
  client: Client,
  memory: Recall,
  tell: (problem: Sentence) => void,
): NonNullable<Backend['files']> {
  async function read(key: string, name: string, signal: AbortSignal) {
    const files: ManifestFile[] = [];
    let after: string | undefined;
    for (let pages = 1; ; pages++) {
      const { query, variables } = ask('Files', (declare) => [
        `artifact(id: ${declare('ID!', key)}) { files(${page(pageSize, after, declare)}) { edges { node { name sizeBytes digest } } pageInfo { ...PageFields } } }`,
      ]);
      const { data } = await client.ask(query, variables, signal);
      const reply = v.safeParse(filesIn, data.artifact);
      const list = reply.success ? reply.output?.files : undefined;
      if (!list) return undefined;
      for (const { node } of list.edges)
        if (node) files.push(fileOf(node.name, node.sizeBytes ?? undefined, node.digest ?? undefined));
      after = (list.pageInfo?.hasNextPage && list.pageInfo.endCursor) || undefined;
      if (after === undefined) return files;
      if (pages < mostPages) continue;
      tell(
        sentence(
          "Of the files of {0} only the first {1} are listed: W&B's own page shows the rest.",
          name,
          files.length,
        ),
      );
      return files;
    }
  }

  return {
    knows: (version) => version.state === 'committed' && keyOf(version) !== undefined,
    async of(version, signal) {
      const key = keyOf(version);
      if (version.state !== 'committed' || !key) return undefined;
      const name = `${version.name}:${version.version ?? ''}`;
      return memory.get(lists, key, (inner) => read(key, name, inner), signal);
    },
    locate: async () => undefined,
    async read(version, file, signal) {
      const key = keyOf(version);
      if (!key) return undefined;
      const { query, variables } = ask('File', (declare) => [
        `artifact(id: ${declare('ID!', key)}) { files(names: [${declare('String!', file.path)}], first: 1) { edges { node { name directUrl } } } }`,
      ]);
      const { data } = await client.ask(query, variables, signal);
      const reply = v.safeParse(fileAddress, data.artifact);
      const edges = (reply.success && reply.output?.files?.edges) || [];
      const found = edges.find(({ node }) => node?.name === file.path);
      // Signed for a while only, so asked for each time.
      return found?.node ? client.download(found.node.directUrl, signal) : undefined;
    },
  };
}

function fileOf(path: string, size: number | undefined, digest: string | undefined): ManifestFile {
  return { path, ...(size !== undefined && { size }), ...(digest && { digest }) };
}

function keyOf(version: ArtifactVersion): string | undefined {
  const prefix = serverVersionId('');
  const id = [version.id, ...version.also].find((it) => it.startsWith(prefix));
  return id?.slice(prefix.length);
}
