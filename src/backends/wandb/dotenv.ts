// Reads a `.env` file: environment variables that a folder sets for itself.

/** `NAME=value` lines as python-dotenv reads them, `export` and quotes allowed; values with `$` are not known. */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const line =
    /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(?:'([^']*)'|"([^"]*)"|([^\s#'"][^\r\n#]*?)?)[ \t]*(?:#.*)?$/gm;
  for (const [, name = '', single, double, plain = ''] of text.matchAll(line)) {
    const value = single ?? double ?? plain;
    if (single !== undefined || !value.includes('$')) values.set(name, value);
  }
  return values;
}
