// The scripts of the runs that logged an artifact: where they do it, else where they start their run.

import { graphOf } from '../../lineage/graph.ts';
import type { Lineage, NodeId, Place } from '../../lineage/model.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { programOf, programsOf, startOf } from '../scripts.ts';
import { occurrencesOf } from './occurrences.ts';

/** `lineage` holds what is one step around the artifacts; scripts that are not in the workspace are left out. */
export function producersOf(
  artifacts: readonly NodeId[],
  lineage: Lineage,
  reference: CodeReference,
  files: readonly CodeFile[],
): readonly Place[] {
  const graph = graphOf(lineage, ...artifacts);
  const programs = programsOf(files);
  const found = new Set<Place>();
  const versions = new Set(artifacts.flatMap((id) => [id, ...graph.tied(id)]));
  for (const id of versions)
    for (const edge of graph.edges(id, 'upstream')) {
      const maker = edge.kind === 'logged' ? lineage.nodes.get(edge.from) : undefined;
      const program =
        maker?.kind === 'run'
          ? programOf(maker, programs)
          : programs.find(
              (it) => maker?.kind === 'script' && it.files.some(({ path }) => path === maker.path),
            );
      if (!program) continue;
      const logging = occurrencesOf(reference, program.files).filter((it) => it.relation === 'logged');
      const start = startOf(program);
      if (logging.length > 0) for (const it of logging) found.add(it.callAt);
      else if (start) found.add(start);
    }
  return [...found];
}
