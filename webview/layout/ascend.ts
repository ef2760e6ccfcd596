// Sorts numbers that are few, or nearly in order already, as most that a layout sorts are.
import { real } from './graph.ts';

/** Numbers that have to be moved farther than this on average are sorted in another way. */
const unruly = 8;

/** Sorts the first `size` numbers in place. */
export function ascend(values: Float64Array, size: number): void {
  let steps = 0;
  for (let index = 1; index < size; index++) {
    const value = real(values, index);
    let place = index;
    for (; place > 0 && real(values, place - 1) > value; place--) values[place] = real(values, place - 1);
    values[place] = value;
    steps += index - place;
    if (steps > unruly * size) {
      values.subarray(0, size).sort();
      return;
    }
  }
}
