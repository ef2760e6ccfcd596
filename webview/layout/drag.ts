// Drags whole threads, such as a long edge with all its bends or a run with what it alone logged, to where they cross least.
import { at, listOf } from './graph.ts';
import type { Layered } from './layers.ts';
import { threads } from './threads.ts';

/** Places up and down that each node of a thread may go. */
const reach = 8;
const width = 2 * reach + 1;
const never = 1 << 29;

export interface Dragger {
  /** Drags each thread once; columns and positions change in place. Returns how many crossings that removed. */
  all(columns: readonly Int32Array[], position: Int32Array): number;
}

/**
 * Sifting moves one node and leaves its thread with a kink, which may cost more than it saves; here the best places of
 * all nodes of a thread are found together, column by column (dynamic programming).
 */
export function dragger(graph: Layered): Dragger {
  const all = threads(graph);
  const longest = all.start.reduce((most, start, index) => Math.max(most, at(all.start, index + 1) - start), 0);
  const cost = new Int32Array(longest * width);
  const from = new Int32Array(longest * width);
  const gap = new Int32Array(width * width);
  const places = new Int32Array(longest);
  return {
    all(columns, position) {
      let saved = 0;
      for (let thread = 0; thread + 1 < all.start.length; thread++) {
        const nodes = listOf(all, thread);
        if (nodes.length < 2) continue;
        saved += dragOne(nodes);
      }
      return saved;

      function dragOne(nodes: Int32Array): number {
        const last = nodes.length - 1;
        for (let index = 0; index <= last; index++) {
          const base = index * width;
          if (index === 0) {
            cost.fill(0, 0, width);
          } else {
            fillGap(at(nodes, index - 1), at(nodes, index));
            for (let place = 0; place < width; place++) {
              let best = never;
              let choice = 0;
              for (let before = 0; before < width; before++) {
                const sum = at(cost, base - width + before) + at(gap, before * width + place);
                // Of equal ones the one that is nearest to the middle, where the node is.
                if (sum < best || (sum === best && Math.abs(before - reach) < Math.abs(choice - reach))) {
                  best = sum;
                  choice = before;
                }
              }
              cost[base + place] = best;
              from[base + place] = choice;
            }
          }
          if (index === 0) addOutside(graph.left, at(nodes, 0), base);
          if (index === last) addOutside(graph.right, at(nodes, last), base);
          forbid(at(nodes, index), base);
        }
        let choice = reach;
        for (let place = 0; place < width; place++)
          if (at(cost, last * width + place) < at(cost, last * width + choice)) choice = place;
        const stay = costOfStaying(nodes);
        const gain = stay - at(cost, last * width + choice);
        if (gain <= 0) return 0;
        for (let index = last; index >= 0; index--) {
          places[index] = choice;
          choice = at(from, index * width + choice);
        }
        for (let index = 0; index <= last; index++) move(at(nodes, index), at(places, index) - reach);
        return gain;
      }

      /** What the present places cost, along the same sums. */
      function costOfStaying(nodes: Int32Array): number {
        const last = nodes.length - 1;
        // The first node's own cost is 0 at its present place, and so is each gap's and the last one's.
        return last >= 0 ? 0 : never;
      }

      /** The crossings of the line between two nodes with all other lines, less those at the present places. */
      function fillGap(left: number, right: number): void {
        const leftColumn = columns[at(graph.rank, left)] ?? new Int32Array();
        const rightColumn = columns[at(graph.rank, right)] ?? new Int32Array();
        const p = at(position, left);
        const q = at(position, right);
        const middle = reach * width + reach;
        gap[middle] = 0;
        // Along the right column with the left node where it is, then along the left column for each of these.
        for (const step of [1, -1])
          for (let away = 1; away <= reach; away++) {
            const other = at(rightColumn, q + step * away);
            let change = 0;
            if (q + step * away >= 0 && q + step * away < rightColumn.length)
              for (let slot = at(graph.left.start, other); slot < at(graph.left.start, other + 1); slot++)
                change += at(position, at(graph.left.items, slot)) > p ? step : -step;
            gap[middle + step * away] = at(gap, middle + step * (away - 1)) + change;
          }
        for (const step of [1, -1])
          for (let away = 1; away <= reach; away++) {
            const row = reach + step * away;
            const before = (row - step) * width;
            const inside = p + step * away >= 0 && p + step * away < leftColumn.length;
            for (let place = 0; place < width; place++) gap[row * width + place] = at(gap, before + place);
            if (!inside) continue;
            const other = at(leftColumn, p + step * away);
            for (let slot = at(graph.right.start, other); slot < at(graph.right.start, other + 1); slot++) {
              const there = at(position, at(graph.right.items, slot));
              // Above the line's end at a place: those that the node has left above itself.
              const reduced = there > q ? there - 1 : there;
              for (let place = 0; place < width; place++)
                gap[row * width + place] =
                  at(gap, row * width + place) + (reduced < q + place - reach ? -step : step);
            }
          }
      }

      /** Adds what the lines at the end of a thread cost at each place, less what they cost at the present one. */
      function addOutside({ start, items }: Layered['left'], node: number, base: number): void {
        const column = columns[at(graph.rank, node)] ?? new Int32Array();
        const p = at(position, node);
        for (const step of [1, -1]) {
          let sum = 0;
          for (let away = 1; away <= reach; away++) {
            const row = p + step * away;
            if (row < 0 || row >= column.length) break;
            const other = at(column, row);
            for (let slot = at(start, other); slot < at(start, other + 1); slot++) {
              const there = at(position, at(items, slot));
              for (let own = at(start, node); own < at(start, node + 1); own++) {
                const here = at(position, at(items, own));
                if (here < there) sum += step;
                else if (here > there) sum -= step;
              }
            }
            cost[base + reach + step * away] = at(cost, base + reach + step * away) + sum;
          }
        }
      }

      /** Places outside the column cost more than anything. */
      function forbid(node: number, base: number): void {
        const size = columns[at(graph.rank, node)]?.length ?? 0;
        const p = at(position, node);
        for (let place = 0; place < width; place++) {
          const row = p + place - reach;
          if (row < 0 || row >= size) cost[base + place] = never;
        }
      }

      function move(node: number, by: number): void {
        const column = columns[at(graph.rank, node)] ?? new Int32Array();
        const start = at(position, node);
        const step = Math.sign(by);
        for (let row = start; row !== start + by; row += step) {
          const other = at(column, row + step);
          column[row] = other;
          position[other] = row;
        }
        column[start + by] = node;
        position[node] = start + by;
      }
    },
  };
}
