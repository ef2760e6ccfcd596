// The question what the artifact calls of a script mean: how each name is known, what it is today, what is wrong with it.

import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { shortName } from '../names.ts';
import { checkHistory } from '../problems/evidence.ts';
import type { Finding } from '../problems/finding.ts';
import { staticFindings } from '../problems/static.ts';
import { resolve } from '../resolve.ts';
import { english } from '../say.ts';
import type { Store } from '../store.ts';
import { foreign, nodeText, placeText } from './about.ts';
import { AnswerError, plain, type Tool } from './tool.ts';

const mostReferences = 30;
const mostNames = 8;
const mostSteps = 12;

export const explainReference: Tool = {
  name: 'explainReference',
  title: 'Explain Artifact Reference',
  description:
    'What the artifact calls (use_artifact, log_artifact, link_model, …) of a Python script or notebook of this workspace refer to: how each name is read from the code step by step, what it resolves to in history, and problems with it. Nothing is run. Read only.',
  inputSchema: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'The file, relative to the workspace, e.g. "src/train.py".' },
      line: {
        type: 'integer',
        description:
          'A line of the call, from 1; without it all calls of the file. Lines of a notebook count within each cell.',
        minimum: 1,
        maximum: 10_000_000,
      },
    },
    required: ['path'],
    additionalProperties: false,
  },
  async answer(input, { store }, signal) {
    const file = fileAt(input.text('path') ?? '', store.files);
    const line = input.number('line');
    const all = file.references.filter(
      ({ callAt: { range } }) =>
        line === undefined || (range.start.line < line && line <= range.end.line + 1),
    );
    if (all.length === 0)
      throw new AnswerError(
        `There is no artifact call ${line === undefined ? '' : `on line ${line} `}in ${plain(file.path)}.${elsewhere(file)}`,
      );
    await store.ready(signal);
    const findings = [
      ...staticFindings(file, english),
      ...(await checkHistory(file, store, english, signal)),
    ];
    const out = [foreign];
    for (const reference of all.slice(0, mostReferences))
      out.push('', ...(await explained(reference, findings, store, signal)));
    if (all.length > mostReferences)
      out.push('', `and ${all.length - mostReferences} more calls: give a line.`);
    return `${out.join('\n')}\n`;
  },
};

/** The file of that path, absolute ones included; it must be one with artifact calls. */
function fileAt(path: string, files: readonly CodeFile[]): CodeFile {
  const wanted = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const exact = files.find((file) => file.path === wanted);
  const near = files.filter((file) => wanted.endsWith(`/${file.path}`) || file.path.endsWith(`/${wanted}`));
  const found = exact ?? (near.length === 1 ? near[0] : undefined);
  if (found) return found;
  const known = files.slice(0, 20).map((file) => plain(file.path));
  throw new AnswerError(
    `No artifact calls are known in "${plain(path)}".${known.length > 0 ? ` Files with such calls: ${known.join(', ')}.` : ''}`,
  );
}

function elsewhere({ references }: CodeFile): string {
  const lines = [...new Set(references.map(({ callAt }) => placeText(callAt)))];
  return lines.length === 0 ? '' : ` There are calls at ${lines.slice(0, 20).join(', ')}.`;
}

async function explained(
  reference: CodeReference,
  findings: readonly Finding[],
  store: Store,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { relation, call, argument, callAt, nameAt, value, type } = reference;
  const resolved = await resolve(reference, (name) => store.find(name, signal), mostNames);
  const problems = findings.filter(({ at }) => at === nameAt);
  return [
    `# ${placeText(callAt)}: ${call}, ${argument}, relation "${relation}"${type === undefined ? '' : `, type ${plain(type)}`}`,
    `- name: ${
      value.values.length > 0
        ? value.values
            .slice(0, mostNames)
            .map((it) => plain(it))
            .join(' | ')
        : 'known only when the code runs'
    } (${value.kind})`,
    ...value.steps.slice(0, mostSteps).map(({ text, at }) => `- read from ${placeText(at)}: ${plain(text)}`),
    ...resolved.map(
      ({ name, node }) =>
        `- ${plain(shortName(name))} is ${node ? nodeText(node) : 'not in the history read'}`,
    ),
    ...problems.map(({ code, message }) => `- problem ${code}: ${plain(message, 400)}`),
  ];
}
