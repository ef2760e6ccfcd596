// Gathers what history knows of the names in a file, and with it all problems of the file.

import { turns } from '../../backends/pace.ts';
import { graphOf } from '../../lineage/graph.ts';
import { compatible, scopeOf } from '../../lineage/identity.ts';
import { type ArtifactName, isRegistry } from '../../lineage/name.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { inCollection, isPattern, namesOf } from '../names.ts';
import { readPages } from '../readPages.ts';
import type { Say } from '../say.ts';
import { runsOfFile } from '../scriptRuns.ts';
import type { Store } from '../store.ts';
import type { Finding } from './finding.ts';
import { type Evidence, historyFindings } from './history.ts';

/** What has very many versions or collections is known by so many pages of them. */
const mostPages = 5;

/** What history contradicts in a file. Rejects with a BackendError when no backend answers. */
export async function checkHistory(
  file: CodeFile,
  store: Store,
  say: Say,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (store.backends.length === 0) return [];
  await store.ready(signal);
  const joined = await store.join(signal);
  const runs = runsOfFile(file.path, joined, store.files);
  const trains = isTraining(file);
  const graph = graphOf(joined);
  const found: Finding[] = [];
  const pause = turns();
  for (const reference of file.references) {
    await pause();
    signal.throwIfAborted();
    const names = reference.value.kind === 'exact' ? namesOf(reference) : [];
    const [name] = names;
    // One of several names may be right.
    if (names.length !== 1 || !name || isPattern(name)) continue;
    const evidence = { ...(await evidenceOf(name, store, signal)), runs, trains };
    found.push(...historyFindings(reference, evidence, graph, say));
  }
  return found;
}

async function evidenceOf(
  name: ArtifactName,
  store: Store,
  signal: AbortSignal,
): Promise<Omit<Evidence, 'runs' | 'trains'>> {
  const { alias, ...bare } = name;
  const known = await store.findRecorded(alias ? name : { ...bare, alias: 'latest' }, signal);
  const found = known ?? (await store.findRecorded(bare, signal));
  const collection = found?.kind === 'collection' ? found : undefined;
  const node = known ?? (alias === undefined ? found : undefined);
  const others = node || collection ? [] : await siblings(name, store, signal);
  const complete = store.seesAllOf(name);
  const missing = complete && !node;
  return {
    name,
    node,
    collection,
    versions:
      missing && collection
        ? await readPages(mostPages, (cursor) => store.versions(collection, cursor, signal))
        : [],
    complete,
    others,
    loggedByCode: missing && logs(name, store.files),
  };
}

/** Names of the collections of a name's project. */
async function siblings(name: ArtifactName, store: Store, signal: AbortSignal): Promise<readonly string[]> {
  const collections = await readPages(mostPages, (cursor) => store.collections(cursor, signal));
  return collections.filter((it) => it.project === name.project && compatible(it, name)).map((it) => it.name);
}

/** Whether code logs an artifact that may be the one; where it logs one whose name it does not tell, it may. */
function logs(name: ArtifactName, files: readonly CodeFile[]): boolean {
  return files.some((file) =>
    file.references.some((reference) => {
      const makes = reference.relation === 'logged' || reference.relation === 'constructed';
      const links = reference.relation === 'linked' && !!name.project && isRegistry(name.project);
      return (makes || links) && mayBe(reference, name);
    }),
  );
}

function mayBe(reference: CodeReference, name: ArtifactName): boolean {
  if (reference.value.kind === 'unknown' || reference.value.values.length === 0) return true;
  return namesOf(reference).some((it) =>
    inCollection(it, {
      kind: 'collection',
      id: 'collection:',
      name: name.collection,
      holds: 'own',
      ...scopeOf(name),
      recorded: [],
      declared: [],
      also: [],
      notes: [],
    }),
  );
}

function isTraining(file: CodeFile): boolean {
  return (
    file.runs.some(({ jobType }) => jobType !== undefined && /train|fit|tune/i.test(jobType)) ||
    file.references.some(
      ({ relation, type, argument }) =>
        argument === 'registered_model_name' ||
        ((relation === 'logged' || relation === 'constructed') && type !== undefined && /model/i.test(type)),
    )
  );
}
