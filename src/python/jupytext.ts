// Which script and notebook Jupytext keeps as a pair.

interface Format {
  readonly extension: string;
  /** The folder that holds such files; undefined for the same folder. */
  readonly folder: string | undefined;
  /** Whether the folder is at the start of the path, with the rest of the path below it the same. */
  readonly tree: boolean;
}

/**
 * The other file of the pair, relative like `path`; undefined when `formats` names none that a path can tell.
 * `formats` is a list such as `ipynb,py:light`, `ipynb,auto:percent` or `notebooks///ipynb,scripts///py:percent`.
 * Source: https://jupytext.readthedocs.io/en/latest/paired-notebooks.html
 */
export function pairOf(path: string, formats: string): string | undefined {
  const all = formats.split(',').map(readFormat);
  const isScript = ({ extension }: Format) => extension === 'py' || extension === 'auto';
  const [stem, extension] = split(path);
  const own =
    all.find((it) => it.extension === extension) ?? all.find((it) => extension === 'py' && isScript(it));
  const other = all.find(extension === 'py' ? (it) => it.extension === 'ipynb' : isScript);
  if (!own || !other) return undefined;
  const moved = movedTo(stem, own, other);
  return moved && `${moved}.${other.extension === 'auto' ? 'py' : other.extension}`;
}

function readFormat(format: string): Format {
  const [place = ''] = format.trim().split(':');
  const match = /^(.*?)(\/{2,3})([^/]*)$/.exec(place);
  const [, folder, slashes, extension = place] = match ?? [];
  return { extension, folder, tree: slashes === '///' };
}

/** The path without its ending in the folder of the other format; undefined when it is not in its own. */
function movedTo(stem: string, own: Format, other: Format): string | undefined {
  if (own.folder === undefined && other.folder === undefined) return stem;
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const folder = stem.slice(0, Math.max(0, stem.length - name.length - 1));
  const [from, to] = [own.folder ?? '', other.folder ?? ''];
  if (own.tree || other.tree) {
    const at = `/${folder}/`.indexOf(`/${from}/`);
    if (at < 0) return undefined;
    const [before, after] = [folder.slice(0, at), `/${folder}`.slice(at + from.length + 2)];
    return [before.replace(/\/$/, ''), to, after, name].filter(Boolean).join('/');
  }
  if (!`/${folder}`.endsWith(`/${from}`)) return undefined;
  const before = folder.slice(0, folder.length - from.length).replace(/\/$/, '');
  return [before, to, name].filter(Boolean).join('/');
}

/** The `formats` of a script's Jupytext header, a commented YAML block between `# ---` lines. */
export function scriptFormats(text: string): string | undefined {
  const header = /^(?:#!.*\r?\n)?# ---\r?\n((?:#.*\r?\n)*?)# ---/.exec(text)?.[1];
  return header && /^#\s+formats:\s*(\S+)/m.exec(header)?.[1];
}

function split(path: string): readonly [stem: string, extension: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}
