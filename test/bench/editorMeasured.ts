// What the editor's benchmark measures inside VS Code, and how it comes out.

/** What is measured; milliseconds and megabytes. */
export interface Measured {
  /** To load the code and to call `activate`, in a window at rest. */
  readonly activation: number;
  readonly 'open to lenses': number;
  readonly 'longest task while opening': number;
  readonly 'longest pause while opening': number;
  readonly 'first hover': number;
  readonly hover: number;
  readonly completion: number;
  readonly references: number;
  readonly 'processor time of an edit': number;
  readonly 'longest task while typing': number;
  readonly 'longest pause while typing': number;
  readonly 'growth over edits, MB': number;
  readonly 'lenses seen': number;
  readonly 'candidates seen': number;
}

/** Begins the line that carries the result through the console. */
export const mark = 'ARTIFACT-LINEAGE-BENCH ';

/** Begins the line with the milliseconds from the start of the extension host's process to its tests. */
export const startMark = 'ARTIFACT-LINEAGE-START ';
