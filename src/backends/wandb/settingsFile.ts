// Reads W&B's `settings` file: the `[default]` section of an INI file in the dialect of Python's ConfigParser.

/**
 * The section's keys, lower-cased, with their values. `ini` from npm is not used: it cuts values at `;` and `#`
 * and does not know `key: value`.
 * Source: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export function parseSettings(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const section = /^\[([^\]]+)\]/.exec(line);
    if (section) {
      inside = section[1] === 'default';
      continue;
    }
    const pair = inside && /^\s*([^=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (pair) settings.set((pair[1] ?? '').toLowerCase(), (pair[2] ?? '').replaceAll('%%', '%'));
  }
  return settings;
}
