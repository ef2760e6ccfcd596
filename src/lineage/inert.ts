// Foreign text as people can safely look at it: what trackers and code say may hide, turn around or never end.

/** Controls, and signs that do not show or that turn text around. Joiners stay: names and emoji are written with them. */
const deceiving = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Each such sign shows as `�`; beyond so many characters the rest is cut off. Line ends and tabs stay. */
export function inert(text: string, most = 200): string {
  const short = text.length > most ? `${text.slice(0, most)}…` : text;
  return short.replace(deceiving, '\ufffd');
}
