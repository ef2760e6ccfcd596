// Where strings and brackets stand open at each line of Python source, by tokens alone, so that it works on broken code.

export interface OpenBracket {
  readonly closer: string;
  /** Indentation of the line that opened it. */
  readonly indent: number;
}

export interface Line {
  readonly from: number;
  readonly to: number;
  /** Brackets open at the start of the line, outermost first. */
  readonly open: readonly OpenBracket[];
  /** Whether the line begins inside a triple-quoted string or a continued one. */
  readonly inString: boolean;
  /** The quote of a one-line string that the line leaves open. */
  readonly unclosed: string | undefined;
  /** Where the line's code ends, before a comment. */
  readonly codeTo: number;
  /** Brackets open at the end of the line, outermost first. */
  readonly after: readonly OpenBracket[];
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads the lines in order. `opened` may answer that a line starts a new statement, which closes all brackets. */
export function readLines(
  text: string,
  opened: (line: string, open: readonly OpenBracket[]) => boolean,
): Line[] {
  const lines: Line[] = [];
  let open: readonly OpenBracket[] = [];
  let quote: string | undefined;
  let from = 0;
  while (from <= text.length) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    const line = text.slice(from, to);
    if (quote === undefined && open.length > 0 && opened(line, open)) open = [];
    const scanned = scanLine(line, open, quote);
    const codeTo = from + scanned.code;
    const inString = quote !== undefined;
    lines.push({ from, to, open, inString, unclosed: scanned.unclosed, codeTo, after: scanned.open });
    open = scanned.open;
    quote = scanned.quote;
    if (newline < 0) break;
    from = newline + 1;
  }
  return lines;
}

interface Scanned {
  readonly open: readonly OpenBracket[];
  readonly quote: string | undefined;
  readonly unclosed: string | undefined;
  readonly code: number;
}

function scanLine(line: string, before: readonly OpenBracket[], inQuote: string | undefined): Scanned {
  const indent = line.length - line.trimStart().length;
  const open = [...before];
  let quote = inQuote;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (quote !== undefined) {
      if (char === '\\') i++;
      else if (line.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = undefined;
      }
    } else if (char === '#')
      return { open, quote, unclosed: undefined, code: line.slice(0, i).trimEnd().length };
    else if (char === '"' || char === "'") {
      quote = line.startsWith(char.repeat(3), i) ? char.repeat(3) : char;
      i += quote.length - 1;
    } else if (closers[char]) open.push({ closer: closers[char], indent });
    else if (char === open.at(-1)?.closer) open.pop();
  }
  const continued = /\\\r?$/.test(line);
  const unclosed = quote?.length === 1 && !continued ? quote : undefined;
  return { open, quote: unclosed ? undefined : quote, unclosed, code: line.replace(/\r$/, '').length };
}
