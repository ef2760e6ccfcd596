// Answers that depend on a dotted path alone, remembered: programs call the same few functions again and again.

/** Past this many paths the memory starts anew. */
const most = 4_096;

/** `answer`, asked once for each path. */
export function byPath<T>(answer: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined || known.has(path)) return found as T;
    if (known.size >= most) known.clear();
    const made = answer(path);
    known.set(path, made);
    return made;
  };
}
