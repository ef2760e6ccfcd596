// Long work that can pause: a generator that yields between small steps.

export type Steps<T> = Generator<void, T, void>;

/** Does all of it without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The list with something made of each member, one step for each. */
export function* each<T, R>(list: Iterable<T>, make: (member: T, index: number) => R): Steps<R[]> {
  const made: R[] = [];
  for (const member of list) {
    made.push(make(member, made.length));
    yield;
  }
  return made;
}
