// The kinds of history beside which the integration suite runs, and how it learns which it is.

/** The environment variable that tells the suite inside VS Code. */
export const historyVariable = 'ARTIFACT_LINEAGE_TEST_HISTORY';

/**
 * `sample`: run folders and a lineage file; every integration test runs there. `folders`: a workspace of two folders,
 * each with a lineage file.
 */
export const histories = ['sample', 'server', 'file', 'none', 'folders'] as const;
export type HistoryKind = (typeof histories)[number];
