// All that is known of one node, in sections: what the map shows beside a selected tile.

import { inert } from '../lineage/inert.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import type { LineageNode } from '../lineage/model.ts';
import type { Details, Fact, Section } from '../protocol/details.ts';
import { known, ownFacts, placeText, recordsOf, sources, tableFacts, valueText } from './facts.ts';
import { bytes, type Say, told } from './say.ts';

/** Of files and of values so many are told; the rest is counted. */
const most = 200;
/** Longer values are cut off; characters. */
const longest = 5000;

/** `files` are those of a version as far as they can be told; `now` is in milliseconds since 1970. */
export function detailsOf(node: LineageNode, files: readonly ManifestFile[], now: number, say: Say): Details {
  const sections: readonly Section[] = [
    { title: '', facts: [...linked(node, known(ownFacts(node, now, say)), say), ...origin(node, now, say)] },
    ...recordsOf(node, say).map(({ word, record }) => section(word, valuesOf(record))),
    section(say('Metrics and tables'), known(tableFacts(node, say))),
    section(
      say('Files'),
      files.map((file) => fileFact(file, say)),
    ),
  ];
  return { id: node.id, sections: sections.filter(({ facts }) => facts.length > 0) };
}

function section(title: string, facts: readonly Fact[]): Section {
  const more = facts.length - most;
  return { title, facts: facts.slice(0, most), ...(more > 0 && { more }) };
}

function linked(node: LineageNode, facts: readonly Fact[], say: Say): readonly Fact[] {
  const page = node.kind === 'run' && commitPage(node.remote, node.commit) !== undefined;
  return facts.map((fact) =>
    page && fact.label === say('Commit') ? { ...fact, link: { type: 'commit' } } : fact,
  );
}

function origin(node: LineageNode, now: number, say: Say): readonly Fact[] {
  const lines = new Map<string, Fact>();
  for (const [at, place] of node.declared.entries()) {
    const value = placeText(place, say);
    // Two calls of one line are one line to go to.
    if (!lines.has(value)) lines.set(value, { label: say('Declared'), value, link: { type: 'place', at } });
  }
  return [
    ...lines.values(),
    ...known([
      [say('Recorded'), sources(node.recorded, now, say)],
      ...node.notes.map((note) => [say('Note'), told(note, say)] as const),
    ]),
  ];
}

function valuesOf(record: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(record).map(([label, value]) => {
    const text = valueText(value);
    return { label: inert(label), value: inert(text, longest) };
  });
}

function fileFact({ path, size }: ManifestFile, say: Say): Fact {
  return {
    label: path,
    value: size === undefined ? say('size unknown') : bytes(size),
    link: { type: 'file', path },
  };
}

/**
 * Where a commit can be read in a browser, as GitHub, GitLab and Gitea have it; never with a name or a key that the
 * address of the repository holds.
 */
export function commitPage(remote: string | undefined, commit: string | undefined): string | undefined {
  if (!remote || !commit || !/^[0-9a-f]{7,64}$/i.test(commit)) return undefined;
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(remote) ??
    /^(?:[^@/]*@)?([^/:]{2,}):(?!\/\/)(.+)$/.exec(remote) ??
    [];
  if (!host || !path || !/^[\w.-]+$/.test(host)) return undefined;
  return `https://${host}/${path.replace(/(?:\.git)?\/*$/, '')}/commit/${commit}`;
}
