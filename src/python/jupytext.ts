// Which script and notebook Jupytext keeps as a pair.

/**
 * The other file of the pair, relative like `path`; undefined when `formats` names none in the same folder.
 * `formats` is a list such as `ipynb,py:light` or `ipynb,auto:percent`.
 * Source: https://jupytext.readthedocs.io/en/latest/paired-notebooks.html
 */
export function pairOf(path: string, formats: string): string | undefined {
  const extensions = formats.split(',').map((format) => format.trim().split(':')[0] ?? '');
  const [stem, own] = split(path);
  const wanted = own === 'py' ? ['ipynb'] : ['py', 'auto'];
  const other = extensions.find((extension) => wanted.includes(extension));
  if (!other || (own === 'py' && !extensions.some((extension) => extension === 'py' || extension === 'auto')))
    return undefined;
  return `${stem}.${other === 'auto' ? 'py' : other}`;
}

/** The `formats` of a script's Jupytext header, a commented YAML block between `# ---` lines. */
export function scriptFormats(text: string): string | undefined {
  const header = /^(?:#!.*\n)?# ---\r?\n((?:#.*\r?\n)*?)# ---/.exec(text)?.[1];
  return header && /^#\s+formats:\s*(\S+)/m.exec(header)?.[1];
}

function split(path: string): readonly [stem: string, extension: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}
