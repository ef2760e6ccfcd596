// Closes what half-typed code leaves open, at line ends only, so that lines and columns stay where they are.

import { type OpenBracket, readLines } from './lines.ts';
import { type Node, parseTree } from './tree.ts';

export interface Repaired {
  /** The text with closing quotes and brackets added; offsets of nodes are in this text. */
  readonly text: string;
  readonly root: Node;
}

/**
 * Parses `text`; when it does not parse whole, tries again with open strings closed at the end of their line and open
 * brackets closed before a line that plainly starts a statement, and keeps what has fewer errors.
 */
export function parseRepaired(text: string): Repaired {
  const whole = parseTree(text);
  if (whole.errors === 0) return { text, root: whole.root };
  const masked = parseTree(maskTargets(text));
  const first = masked.errors < whole.errors ? masked : whole;
  const closed = close(text);
  if (closed === text) return { text, root: first.root };
  const second = parseTree(maskTargets(closed));
  return second.errors <= first.errors ? { text: closed, root: second.root } : { text, root: first.root };
}

const withTarget =
  /^([ \t]*(?:async[ \t]+)?with\b.*?\bas[ \t]+)([A-Za-z_]\w*(?:\.\w+)+|\([\w., \t]*\))(?=[ \t]*[:,])/gm;

/**
 * The grammar takes only a name after `with … as`: any other target is replaced by a name of the same width. Its node
 * still spans the target in the text.
 */
function maskTargets(text: string): string {
  return text.replace(withTarget, (_, before: string, target: string) => before + '_'.repeat(target.length));
}

function close(text: string): string {
  const lines = readLines(text, startsStatement);
  let result = '';
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    // `readLines` dropped the brackets where the next line starts a statement.
    const dropped = next?.open.length === 0 && !next.inString ? line.after : [];
    const brackets = dropped.map((bracket) => bracket.closer).reverse();
    const added = (line.unclosed ?? '') + brackets.join('');
    result += text.slice(line.from, line.codeTo) + added + text.slice(line.codeTo, next?.from);
  });
  return result;
}

const strong =
  /^(?:def|class|import|return|try|raise|while|assert|del|global|pass|break|continue|except|finally|elif|with|from \S+ import|async def|@\w)\b|^(?:if|for|else)\b.*:\s*(?:#.*)?$/;
const statement = /^[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?:\(|=[^=]|[-+*/|&]=|:\s*\w+\s*=)/;

/** Whether a line inside open brackets can only be the next statement: the brackets were never closed. */
function startsStatement(line: string, open: readonly OpenBracket[]): boolean {
  const code = line.trimStart();
  const indent = line.length - code.length;
  if (code === '') return false;
  return strong.test(code) || (indent <= (open[0]?.indent ?? 0) && statement.test(code));
}
