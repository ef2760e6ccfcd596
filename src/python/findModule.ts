// Which file an import means, by Python's rules.

import type { Machine } from './machine.ts';
import type { Module } from './module.ts';
import { folderOf, upwards, within } from './project.ts';

/** A longer module is generated, not written; characters. */
const longestModule = 512 * 1024;

/** These are never the folder's own: W&B and its integrations are known by name, Python's library comes first. */
const elsewhere = new Set(
  (
    'wandb lightning pytorch_lightning torch torchvision numpy pandas scipy matplotlib sklearn tensorflow keras jax ' +
    'transformers hydra omegaconf pydantic typer click yaml tqdm requests abc argparse ast asyncio base64 builtins ' +
    'collections contextlib copy csv dataclasses datetime enum functools gc glob hashlib importlib inspect io ' +
    'itertools json logging math multiprocessing operator os pathlib pickle platform pprint random re shutil signal ' +
    'socket string subprocess sys tempfile threading time tomllib traceback types typing typing_extensions unittest ' +
    'urllib uuid warnings weakref zipfile __future__'
  ).split(' '),
);

/**
 * The module that an import in the file `from` means; undefined when it is not in the folder. `level` counts the dots
 * before a relative name. Absolute names are tried beside the file, then in each folder above and its `src`.
 */
export function findModule(m: Machine, from: string, level: number, name: string): Module | undefined {
  if (!m.modules.project) return undefined;
  if (level > 0) {
    const base = within(folderOf(from), '../'.repeat(level - 1));
    return base === undefined ? undefined : findIn(m, base, name);
  }
  const [root = ''] = name.split('.');
  if (elsewhere.has(root)) return undefined;
  for (const base of upwards(folderOf(from))) {
    const found = findIn(m, base, name) ?? findIn(m, within(base, 'src') ?? 'src', name);
    if (found) return found;
  }
  return undefined;
}

/** A module by its dotted name from a folder; the empty name is the folder's own package. */
function findIn(m: Machine, base: string, name: string): Module | undefined {
  const inside = within(base, name.replaceAll('.', '/')) ?? base;
  const asPackage = packageAt(m, name, inside);
  return (
    asPackage ?? (name === '' ? folderModule(m, name, inside) : moduleAt(m, name, `${inside}.py`, undefined))
  );
}

function packageAt(m: Machine, name: string, folder: string): Module | undefined {
  return moduleAt(m, name, within(folder, '__init__.py') ?? '', folder);
}

function moduleAt(m: Machine, name: string, path: string, inside: string | undefined): Module | undefined {
  const known = m.modules.known.get(path);
  if (known) return known;
  const text = m.modules.project?.read(path);
  if (text === undefined || text.length > longestModule) return undefined;
  return added(m, path, name, path, inside);
}

/** A package without `__init__.py`. */
function folderModule(m: Machine, name: string, inside: string): Module {
  const key = `${inside}/`;
  return m.modules.known.get(key) ?? added(m, key, name, undefined, inside);
}

function added(
  m: Machine,
  key: string,
  name: string,
  path: string | undefined,
  inside: string | undefined,
): Module {
  const module = { name, path, inside, cells: new Map(), inner: new Map(), state: undefined, effects: [] };
  m.modules.known.set(key, module);
  return module;
}

/** The outermost package of a module that was imported by its dotted name; those between hold one another. */
export function rootOf(m: Machine, module: Module, name: string): Module {
  const parts = name.split('.');
  let at = module;
  let folder = module.inside ?? (module.path ?? '').replace(/\.py$/, '');
  for (let part = parts.pop(); part !== undefined && parts.length > 0; part = parts.pop()) {
    folder = folderOf(folder);
    const outer = packageAt(m, parts.join('.'), folder) ?? folderModule(m, parts.join('.'), folder);
    outer.inner.set(part, at);
    at = outer;
  }
  return at;
}

/** A submodule that is a file of its own. */
export function submodule(m: Machine, module: Module, name: string): Module | undefined {
  if (module.inside === undefined || !/^\w+$/.test(name)) return undefined;
  return module.inner.get(name) ?? findIn(m, module.inside, name);
}
