// The sources of modules, parsed once per content for all scans of a project.

import type { Project } from './project.ts';
import { type Source, sourceOf } from './source.ts';

/** Parsed modules that are kept for the next scan of the folder. */
const mostParsed = 256;

const trees = new WeakMap<Project, Map<string, { readonly text: string; readonly source: Source }>>();

/** Undefined when the project has no such file. */
export function parsed(project: Project | undefined, path: string): Source | undefined {
  const text = project?.read(path);
  if (!project || text === undefined) return undefined;
  const kept = trees.get(project) ?? new Map();
  trees.set(project, kept);
  const known = kept.get(path);
  if (known?.text === text) return known.source;
  const source = sourceOf(path, null, text.replace(/^\uFEFF/, ' '));
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostParsed) kept.delete(oldest);
  kept.set(path, { text, source });
  return source;
}
