// A scan whose names are those of one of several servers.

import type { CodeFile } from './codeReference.ts';

export function onServer(file: CodeFile, server: string | undefined): CodeFile {
  if (server === undefined) return file;
  return {
    ...file,
    references: file.references.map((it) => ({ ...it, scope: { ...it.scope, server } })),
    runs: file.runs.map((it) => ({ ...it, server })),
  };
}
