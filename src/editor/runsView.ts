// The Runs view: its rows, and the commands that group, sort and narrow them.

import * as vscode from 'vscode';
import type { NamedServer } from '../backends/wandb/folderServer.ts';
import { machineOf } from '../backends/wandbServer/address.ts';
import { tableRows } from '../join/fileRows.ts';
import { noticeRow } from '../join/noticeRow.ts';
import * as outline from '../join/outline.ts';
import { runQuery } from '../join/runQuery.ts';
import {
  fieldWord,
  type GroupRow,
  orderWord,
  type RemovableRow,
  runRows,
  valueWord,
  viewRows,
} from '../join/runRows.ts';
import {
  type Condition,
  fields,
  type Grouping,
  groupings,
  orders,
  parseRunView,
  type RunView,
  type ScriptOf,
  selectRuns,
  valueCounts,
  withCondition,
  withoutCondition,
} from '../join/runView.ts';
import { programOf, programsOf } from '../join/scripts.ts';
import type { Store } from '../join/store.ts';
import type { Run } from '../lineage/model.ts';
import type { Connection } from './connection.ts';
import type { History } from './history.ts';
import type { Pages } from './pages.ts';
import type { Children } from './tree.ts';

const key = 'views.runs';
/** A filter reads on until so many runs have come through. */
const fill = 30;
const list = 'runs';

export interface RunsView extends vscode.Disposable {
  readonly children: Children;
}

export function runsView(
  memory: vscode.Memento,
  store: Store,
  history: History,
  connection: Connection,
  pages: Pages,
  refresh: () => void,
): RunsView {
  let view = parseRunView(memory.get(key));
  const context = (): outline.OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });
  const signal = new AbortController().signal;

  function change(next: RunView): void {
    view = next;
    void memory.update(key, next);
    tellMenus();
    refresh();
  }

  function tellMenus(): void {
    void vscode.commands.executeCommand(
      'setContext',
      'artifactLineage.runsNarrowed',
      view.conditions.length > 0,
    );
  }

  async function read(wanted: AbortSignal) {
    await history.ready(wanted);
    const scriptOf = scriptsOf(store);
    const known = (await store.join(wanted)).nodes;
    const query = runQuery(view);
    const { items, more } = await pages.read<Run>(
      list,
      (cursor) => store.runs(cursor, wanted, query),
      (found) => view.conditions.length === 0 || selectRuns(found, view, scriptOf).length >= fill,
    );
    const runs = items.map((run) => (known.get(run.id) as Run | undefined) ?? run);
    return { runs, more, scriptOf };
  }

  const children: Children = async (row, wanted) => {
    if (row && 'runs' in row) return (row as GroupRow).runs.map((run) => outline.runRow(run, context()));
    if (row?.node) {
      const near = await store.around([row.node], wanted);
      const run = near.nodes.get(row.node);
      return [
        ...outline.runChildren(row.node, near, context()),
        ...(run?.kind === 'run' ? tableRows(run, context()) : []),
      ];
    }
    if (row) return [];
    const { runs, more, scriptOf } = await read(wanted);
    return [
      ...(await connection.named()).map(namedRow),
      ...(await store.problems(wanted)).map((problem) => outline.problemRow(problem, context())),
      ...viewRows(view, context()),
      ...runRows(runs, view, scriptOf, more, context()),
      ...(more ? [outline.moreRow(list, context())] : []),
    ];
  };

  async function filter(given: Condition | undefined): Promise<void> {
    const conditions = given ? [given] : await askConditions(await read(signal), view);
    if (!conditions) return;
    change(conditions.reduce(withCondition, view));
    if (given) await vscode.commands.executeCommand('artifactLineage.runs.focus');
  }

  async function group(): Promise<void> {
    const { say } = context();
    const word = (it: Grouping) => (it === 'none' ? say('No groups') : fieldWord(it, say));
    const grouping = await choose(say('Group Runs By'), groupings, view.grouping, word);
    if (grouping) change({ ...view, grouping });
  }

  async function sort(): Promise<void> {
    const { say } = context();
    const order = await choose(say('Sort Runs'), orders, view.order, (it) => orderWord(it, say));
    if (order) change({ ...view, order });
  }

  function remove({ removes }: RemovableRow): void {
    if ('condition' in removes) change(withoutCondition(view, removes.condition));
    else change({ ...view, order: 'newest' });
  }

  tellMenus();
  const commands = {
    filterRuns: filter,
    groupRuns: group,
    sortRuns: sort,
    removeRow: remove,
    clearRunFilter: () => change({ ...view, conditions: [] }),
  };
  const registered = Object.entries(commands).map(([name, work]) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, work),
  );
  return { children, dispose: () => vscode.Disposable.from(...registered).dispose() };
}

/** Asks whether to connect to a server that a folder names. */
function namedRow({ url, file }: NamedServer): outline.Row {
  const text = vscode.l10n.t('Connect to {0}?', machineOf(url));
  const description = vscode.l10n.t('{0} names it', file);
  const command = { command: 'artifactLineage.connectToNamed', arguments: [url] };
  return { ...noticeRow(text), description, icon: 'plug', command };
}

/** Finds the workspace's script of a run, else says what its tracker wrote down. */
function scriptsOf(store: Store): ScriptOf {
  const programs = programsOf(store.files);
  return (run) => programOf(run, programs)?.path ?? run.program;
}

async function choose<T extends string>(
  title: string,
  values: readonly T[],
  current: T,
  word: (value: T) => string,
): Promise<T | undefined> {
  const items = values.map((value) => ({
    label: word(value),
    ...(value === current && { description: vscode.l10n.t('current') }),
    value,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

/** Asks for a field and for one or several of its values; undefined when the user leaves. */
async function askConditions(
  { runs, scriptOf }: { readonly runs: readonly Run[]; readonly scriptOf: ScriptOf },
  view: RunView,
): Promise<readonly Condition[] | undefined> {
  const say = vscode.l10n.t;
  const items = fields.flatMap((field) => {
    const count = valueCounts(runs, field, scriptOf).length;
    if (count === 0) return [];
    const description = field === 'name' ? say('part of it') : say('{0} values', count);
    return [{ label: fieldWord(field, say), description, field }];
  });
  const title = say('Filter Runs');
  const choice = await vscode.window.showQuickPick(items, { title, placeHolder: say('By what') });
  if (!choice) return undefined;
  const { field } = choice;
  if (field === 'name') {
    const value = await vscode.window.showInputBox({ title, prompt: say('Part of the run’s name') });
    return value ? [{ field, value }] : undefined;
  }
  const set = view.conditions.filter((it) => it.field === field).map((it) => it.value);
  const values = await vscode.window.showQuickPick(
    valueCounts(runs, field, scriptOf)
      .filter(([value]) => !set.includes(value))
      .map(([value, count]) => ({ label: valueWord(field, value, say), description: String(count), value })),
    { title, placeHolder: choice.label, canPickMany: true },
  );
  return values && values.length > 0 ? values.map(({ value }) => ({ field, value })) : undefined;
}
