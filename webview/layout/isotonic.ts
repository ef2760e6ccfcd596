// Isotonic regression: the nearest row of numbers that keeps its distances (pool adjacent violators).
import { at } from './graph.ts';

/**
 * Moves `wanted` as little as possible (weighted squares) so that `result[i + 1] - result[i] >= gaps[i]`.
 * Linear time: too close neighbours are pooled and move as one.
 */
export function spaced(wanted: Float64Array, weights: Float64Array, gaps: Float64Array): Float64Array {
  const size = wanted.length;
  const offsets = new Float64Array(size);
  for (let index = 1; index < size; index++) offsets[index] = at(offsets, index - 1) + at(gaps, index - 1);
  const value = new Float64Array(size);
  const weight = new Float64Array(size);
  const length = new Int32Array(size);
  let pools = 0;
  for (let index = 0; index < size; index++) {
    value[pools] = at(wanted, index) - at(offsets, index);
    weight[pools] = at(weights, index);
    length[pools] = 1;
    pools++;
    for (; pools > 1 && at(value, pools - 2) > at(value, pools - 1); pools--) {
      const sum = at(weight, pools - 2) + at(weight, pools - 1);
      value[pools - 2] =
        (at(value, pools - 2) * at(weight, pools - 2) + at(value, pools - 1) * at(weight, pools - 1)) / sum;
      weight[pools - 2] = sum;
      length[pools - 2] = at(length, pools - 2) + at(length, pools - 1);
    }
  }
  const result = new Float64Array(size);
  for (let pool = 0, index = 0; pool < pools; pool++)
    for (let member = 0; member < at(length, pool); member++, index++)
      result[index] = at(value, pool) + at(offsets, index);
  return result;
}
