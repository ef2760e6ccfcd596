// The problems of artifact names in the editor: what code alone proves in every file, what history contradicts in open ones.

import * as vscode from 'vscode';
import { codes, type Finding, type Code as ProblemCode, severities } from '../join/problems/finding.ts';
import type { Store } from '../join/store.ts';
import { inert } from '../lineage/inert.ts';
import type { CodeFile } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, toRange } from './convert.ts';
import { fileOf, isOwn } from './documents.ts';
import { editOf } from './fixes.ts';
import type { History } from './history.ts';
import { once } from './late.ts';
import type { Log } from './log.ts';
import { shownAt } from './places.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';

/** What changes within this many milliseconds is checked together. */
const together = 200;
const source = 'Artifact Lineage';

/** Loaded when something is to be checked. */
const checks = once(() => import('../join/problems/check.ts'));

/** What has no effect is faded, what is out of use struck through. */
const tagsOf: Readonly<Partial<Record<ProblemCode, readonly vscode.DiagnosticTag[]>>> = {
  'ignored-aliases': [vscode.DiagnosticTag.Unnecessary],
  'ignored-name': [vscode.DiagnosticTag.Unnecessary],
  'deprecated-argument': [vscode.DiagnosticTag.Unnecessary],
  'deprecated-call': [vscode.DiagnosticTag.Deprecated],
  'removed-call': [vscode.DiagnosticTag.Deprecated],
};

/** Characters of a message. */
const longest = 500;

/** A diagnostic keeps what was found, for its quick fix. */
class Problem extends vscode.Diagnostic {
  readonly finding: Finding;
  constructor(finding: Finding, severity: vscode.DiagnosticSeverity) {
    super(toRange(finding.at.range), inert(finding.message, longest), severity);
    this.finding = finding;
  }
}

export class Problems implements vscode.Disposable {
  readonly #page: vscode.Uri;
  readonly #store: Store;
  readonly #code: Code;
  readonly #history: History;
  readonly #log: Log;
  readonly #shown = vscode.languages.createDiagnosticCollection('artifactLineage');
  readonly #subscriptions: vscode.Disposable[] = [];
  #checking = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: vscode.ExtensionContext, store: Store, code: Code, history: History, log: Log) {
    // The page in the editor's language is the translation of its name.
    this.#page = vscode.Uri.joinPath(context.extensionUri, 'media', vscode.l10n.t('problems.md'));
    this.#store = store;
    this.#code = code;
    this.#history = history;
    this.#log = log;
    const soon = () => this.#soon();
    const ofPython = (document: vscode.TextDocument) => document.languageId === 'python' && soon();
    this.#subscriptions.push(
      this.#shown,
      { dispose: store.onDidChange(soon) },
      onDidChangeSettings(soon),
      vscode.workspace.onDidOpenTextDocument(ofPython),
      vscode.workspace.onDidCloseTextDocument(ofPython),
      vscode.workspace.onDidChangeTextDocument(({ document }) => ofPython(document)),
      vscode.languages.registerCodeActionsProvider(
        { language: 'python' },
        { provideCodeActions: (document, _range, { diagnostics }) => this.#fixesOf(document, diagnostics) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#checking.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), together);
  }

  async #check(): Promise<void> {
    this.#checking.abort();
    this.#checking = new AbortController();
    const { signal } = this.#checking;
    await attempt(this.#log, signal, async () => {
      const open = await this.#openFiles();
      const files = new Map(this.#store.files.map((file) => [file.path, file]));
      for (const file of open) files.set(file.path, file);
      const { provedIn } = await checks();
      const proved = provedIn([...files.values()], vscode.l10n.t);
      signal.throwIfAborted();
      if (open.length === 0) return this.#show(proved);
      const contradicted = await this.#contradicted(open, signal);
      signal.throwIfAborted();
      this.#show([...proved, ...contradicted]);
    });
  }

  /** The scans of the Python documents that are open, as they are in the editor. */
  async #openFiles(): Promise<readonly CodeFile[]> {
    const documents = vscode.workspace.textDocuments.filter(
      (document) => document.languageId === 'python' && isOwn(document),
    );
    const one = new Map(documents.map((document) => [fileOf(document).toString(), document]));
    const files = await Promise.all([...one.values()].map((document) => this.#code.fileFor(document)));
    return files.filter((file) => file !== undefined);
  }

  /** Nothing when no backend answers: what is unknown is no problem. */
  async #contradicted(files: readonly CodeFile[], signal: AbortSignal): Promise<readonly Finding[]> {
    const found = await attempt(this.#log, signal, async () => {
      await this.#history.ready(signal);
      const { contradictedIn } = await checks();
      return contradictedIn(files, this.#store, vscode.l10n.t, signal);
    });
    return found ?? [];
  }

  #show(findings: readonly Finding[]): void {
    // A folder of several may have its own word.
    const severityFor = onceByFolder((uri) => readSettings(uri).severityOf);
    const shown = new Map<string, { readonly uri: vscode.Uri; readonly problems: Problem[] }>();
    for (const finding of findings) {
      const uri = shownAt(finding.at, this.#code);
      if (!uri) continue;
      const severity = severityFor(uri)[finding.code] ?? codes[finding.code];
      if (severity === 'off') continue;
      const there = shown.get(uri.toString()) ?? { uri, problems: [] };
      shown.set(uri.toString(), there);
      there.problems.push(this.#problem(finding, severities.indexOf(severity)));
    }
    this.#shown.clear();
    this.#shown.set([...shown.values()].map(({ uri, problems }) => [uri, problems]));
  }

  #problem(finding: Finding, severity: vscode.DiagnosticSeverity): Problem {
    const problem = new Problem(finding, severity);
    problem.source = source;
    problem.tags = [...(tagsOf[finding.code] ?? [])];
    problem.code = { value: finding.code, target: this.#page.with({ fragment: finding.code }) };
    problem.relatedInformation = finding.related.flatMap(({ message, at }) => {
      const uri = shownAt(at, this.#code);
      return uri
        ? [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(at.range)), message)]
        : [];
    });
    return problem;
  }

  async #fixesOf(
    document: vscode.TextDocument,
    diagnostics: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    const ours = (this.#shown.get(document.uri) ?? []).filter((it): it is Problem => it instanceof Problem);
    const actions = diagnostics.map(async (diagnostic) => {
      // What the editor hands back is a copy.
      const fix = ours.find((it) => isSame(it, diagnostic))?.finding.fix;
      const edit = fix && (await editOf(fix, this.#code));
      if (!edit) return [];
      const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.edit = edit;
      action.isPreferred = true;
      return [action];
    });
    return (await Promise.all(actions)).flat();
  }
}

/** Reads what may differ between the folders of a workspace once for each. */
function onceByFolder<T>(read: (uri: vscode.Uri) => T): (uri: vscode.Uri) => T {
  const known = new Map<string, T>();
  return (uri) => {
    const key = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
    const value = known.has(key) ? (known.get(key) as T) : read(uri);
    known.set(key, value);
    return value;
  };
}

function isSame(a: vscode.Diagnostic, b: vscode.Diagnostic): boolean {
  return a.message === b.message && a.range.isEqual(b.range);
}
