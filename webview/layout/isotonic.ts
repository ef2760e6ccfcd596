// Isotonic regression: the nearest row of numbers that keeps its distances (pool adjacent violators).
import { at, real } from './graph.ts';

/** Room for rows of up to so many numbers, used again for each. */
export interface Pools {
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly length: Int32Array;
}

export function poolsFor(most: number): Pools {
  return { value: new Float64Array(most), weight: new Float64Array(most), length: new Int32Array(most) };
}

/**
 * Moves the first `size` of `wanted` as little as possible (weighted squares), in place, so that each is at least as far
 * from the one before as its offset is. Linear time: too close neighbours are pooled and move as one.
 */
export function space(
  wanted: Float64Array,
  weights: Float64Array,
  offsets: Float64Array,
  size: number,
  { value, weight, length }: Pools,
): void {
  let pools = 0;
  for (let index = 0; index < size; index++) {
    let mean = real(wanted, index) - real(offsets, index);
    let sum = real(weights, index);
    let members = 1;
    for (; pools > 0 && real(value, pools - 1) > mean; pools--) {
      const other = real(weight, pools - 1);
      mean = (real(value, pools - 1) * other + mean * sum) / (other + sum);
      sum += other;
      members += at(length, pools - 1);
    }
    value[pools] = mean;
    weight[pools] = sum;
    length[pools++] = members;
  }
  for (let pool = 0, index = 0; pool < pools; pool++)
    for (let member = 0; member < at(length, pool); member++, index++)
      wanted[index] = real(value, pool) + real(offsets, index);
}
