// Features whose code is loaded when it is first needed: until then stand-ins take their commands.

import * as vscode from 'vscode';

export interface Late<T> extends vscode.Disposable {
  /** Loads it, unless that has begun. */
  get(): Promise<T>;
}

/** `load` gives what builds the feature, commands included; they are called without what VS Code puts before their names. */
export function late<T extends vscode.Disposable>(
  commands: readonly string[],
  load: () => Promise<() => T>,
): Late<T> {
  let feature: T | undefined;
  const get = once(async () => {
    const build = await load();
    standIns.dispose();
    feature = build();
    return feature;
  });
  const standIns = vscode.Disposable.from(
    ...commands.map((name) => {
      const id = `artifactLineage.${name}`;
      return vscode.commands.registerCommand(id, async (...given: unknown[]) => {
        await get();
        return vscode.commands.executeCommand(id, ...given);
      });
    }),
  );
  return {
    get,
    dispose() {
      standIns.dispose();
      feature?.dispose();
    },
  };
}

/** Makes something when it is first asked for; a failure is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
