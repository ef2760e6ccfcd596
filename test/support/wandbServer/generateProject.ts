// A project as a team leaves it after months: data sets that follow each other, sweeps of runs, models, a registry.
import { randomFrom } from '../random.ts';
import { grow, minute } from './grown.ts';
import type { State } from './state.ts';

export interface Generated {
  readonly entity: string;
  readonly project: string;
  readonly runs: number;
  readonly seed?: number;
}

/** Runs of one sweep. */
const sweepSize = 50;
/** Runs between two versions of the data. */
const dataEvery = 200;

/** A server with one project of `runs` runs, a minute apart, and its registered models; the same for the same seed. */
export function generateProject({ entity, project, runs, seed = 1 }: Generated): State {
  const random = randomFrom(seed);
  const grown = grow();
  const home = grown.project(entity, project);
  const data = grown.collection(home, 'ArtifactSequence', 'images', 'dataset');
  const models = grown.collection(home, 'ArtifactSequence', 'net', 'model');
  const registered = grown.collection(
    grown.project(entity, 'model-registry'),
    'ArtifactPortfolio',
    'Best nets',
    'model',
  );
  let images = '';
  let best: string | undefined;
  for (let index = 0; index < runs; index++) {
    const name = `r${index.toString(36).padStart(7, '0')}`;
    const at = minute(index);
    const facts = (jobType: string) => ({
      jobType,
      displayName: `${jobType}-${index}`,
      heartbeatAt: minute(index + 5),
      config: JSON.stringify({
        learning_rate: { value: random() },
        _wandb: { value: { e: { w: { program: `${jobType}.py`, codePath: `${jobType}.py` } } } },
      }),
      summaryMetrics: JSON.stringify({ accuracy: random() }),
    });
    const place = index % sweepSize;
    if (index % dataEvery === 0) {
      const ingest = grown.run(home, name, at, facts('ingest'));
      images = grown.version(data, ingest, at);
    } else if (place === sweepSize - 1) {
      const used = [images, ...(best ? [best] : [])].map((artifact) => ({ artifact, usedAs: [] }));
      grown.run(home, name, at, { ...facts('evaluate'), used });
      if (best) grown.link(best, registered, at);
    } else {
      const failed = random() < 0.15;
      const train = grown.run(home, name, at, {
        ...facts('train'),
        state: failed ? 'failed' : 'finished',
        sweepName: `sweep${Math.floor(index / sweepSize)}`,
        used: [{ artifact: images, usedAs: [] }],
      });
      if (!failed) best = grown.version(models, train, at);
    }
  }
  return grown.state;
}
