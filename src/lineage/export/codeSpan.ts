// Foreign text as a code span of Markdown.

/** Between more backticks than the text holds. Source: https://spec.commonmark.org/0.31.2/#code-spans */
export function codeSpan(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
