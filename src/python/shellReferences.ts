// Puts the `wandb artifact` commands of a notebook's cell among what was found.

import type { Scope } from '../lineage/model.ts';
import { type Found, say } from './found.ts';
import { shellCommands } from './shell.ts';
import type { Source } from './source.ts';
import { textValue, unknown } from './value.ts';

/** `cell` is the cell's text as it was written, `source` the same with its magics blanked. */
export function sayShell(found: Found, source: Source, cell: string): void {
  for (const command of shellCommands(cell)) {
    const { from, to, verb, relation, name, project, type, aliases } = command;
    const said = say(
      found,
      { type: 'ShellCommand', from, to, children: [] },
      {
        ...{ relation, call: verb, argument: 'name', live: true, order: 0 },
        callAt: source.place(from, to),
        nameAt: source.place(command.nameFrom, command.nameTo),
      },
    );
    const scope: Scope = project ? { project } : {};
    said?.values.push(textValue(name));
    said?.types.push(type === undefined ? unknown : textValue(type));
    said?.aliases.push(aliases.flatMap((alias) => textValue(alias)));
    said?.scopes.push(project ? scope : undefined);
  }
}
