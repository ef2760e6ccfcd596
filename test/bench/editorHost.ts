// The half of the editor's benchmark that VS Code loads into its extension host: it works as a person would, with a watch.

import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { type Measured, mark } from './editorMeasured.ts';
import { watchTasks } from './tasks.ts';

const rounds = 30;
const edits = 400;
/** As fast as a person types, milliseconds. */
const stroke = 60;
/** So many edits a person makes in an hour; they come faster here. */
const editsOfAnHour = 3000;
const fastStroke = 10;
/** A window that was opened is busy for so long; milliseconds. */
const untilAtRest = 8000;

export async function run(): Promise<void> {
  console.log(mark + JSON.stringify(await measure()));
}

async function measure(): Promise<Measured> {
  // Else all that goes on beside it while the window starts would be measured too.
  await delay(untilAtRest);
  const activation = await timed(async () => {
    await vscode.extensions.getExtension('artifact-lineage.artifact-lineage')?.activate();
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  const uri = vscode.Uri.joinPath(folder.uri, 'large.py');
  let lenses: readonly vscode.CodeLens[] = [];
  const opening = watchTasks();
  const opened = await timed(async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    // They come once the history that they tell of is read.
    while (lenses.length === 0) lenses = await ask('vscode.executeCodeLensProvider', uri, 20);
  });
  const whileOpening = opening.end();
  const document = await vscode.workspace.openTextDocument(uri);
  const places = positions(document);
  const first = await timed(() => ask('vscode.executeHoverProvider', uri, places[0]));
  const hover = await medianOf(places, (at) => ask('vscode.executeHoverProvider', uri, at));
  let candidates = 0;
  const completion = await medianOf(places, async (at) => {
    const { items } = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at);
    candidates = items.length;
  });
  const references = await medianOf(places, (at) => ask('vscode.executeReferenceProvider', uri, at));
  await type(document, 50, stroke);
  const processor = process.cpuUsage();
  const typing = watchTasks();
  await type(document, edits, stroke);
  const whileTyping = typing.end();
  const { user, system } = process.cpuUsage(processor);
  const before = heap();
  await type(document, editsOfAnHour, fastStroke);
  const growth = heap() - before;
  return {
    activation,
    'open to lenses': opened,
    'longest task while opening': whileOpening.task,
    'longest pause while opening': whileOpening.pause,
    'first hover': first,
    hover,
    completion,
    references,
    'processor time of an edit': (user + system) / 1000 / edits,
    'longest task while typing': whileTyping.task,
    'longest pause while typing': whileTyping.pause,
    'growth over edits, MB': growth,
    'lenses seen': lenses.filter(({ command }) => command).length,
    'candidates seen': candidates,
  };
}

async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

/** Inside the names of the document's calls, from all over it. */
function positions(document: vscode.TextDocument): readonly vscode.Position[] {
  const found: vscode.Position[] = [];
  const text = document.getText();
  for (let at = text.indexOf('use_artifact("'); at >= 0; at = text.indexOf('use_artifact("', at + 1))
    found.push(document.positionAt(at + 'use_artifact("'.length + 1));
  return found;
}

/** The median over some of the places. */
async function medianOf(
  places: readonly vscode.Position[],
  work: (at: vscode.Position) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  const step = Math.max(1, Math.floor(places.length / rounds));
  for (let index = 0; index < places.length; index += step) {
    const at = places[index];
    if (at) times.push(await timed(() => work(at)));
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Letters in a comment in the middle of the document, one edit each. */
async function type(document: vscode.TextDocument, count: number, pause: number): Promise<void> {
  const line = Math.floor(document.lineCount / 2);
  for (let index = 0; index < count; index++) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(line, 0), index % 40 === 0 ? '\n# ' : 'x');
    await vscode.workspace.applyEdit(edit);
    await delay(pause);
  }
}

/** What lives on the heap, in megabytes, once rubbish is gone. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
