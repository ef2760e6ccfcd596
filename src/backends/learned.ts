// What several backends have answered so far, as one lineage.

import { type Merged, merge, type Rank } from '../lineage/merge.ts';
import { mergeInto, mergeIntoSteps } from '../lineage/mergeInto.ts';
import {
  type Edge,
  emptyLineage,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
} from '../lineage/model.ts';
import { atOnce, type Steps } from '../lineage/steps.ts';
import { inTurns } from './pace.ts';

export class Learned {
  /** An earlier backend's word of a node counts more, wherever it was said first. */
  readonly #rank: Rank;
  readonly #taken = new WeakSet<LineageNode | Edge>();
  #merged: Merged = merge([emptyLineage]);

  /** `labels` are those of the backends. */
  constructor(labels: readonly string[]) {
    const ranks = new Map(labels.map((label, index) => [label, index]));
    const rankOf = (label: string) => ranks.get(label) ?? labels.length;
    this.#rank = ({ recorded }) => Math.min(labels.length, ...recorded.map(({ label }) => rankOf(label)));
  }

  get lineage(): Lineage {
    return this.#merged.lineage;
  }

  /** The id under which a node stands here. */
  readonly canonical = (id: NodeId): NodeId => this.#merged.canonical(id);

  /** What is known by now of a node, under any of its ids. */
  node(id: NodeId): LineageNode | undefined {
    return this.lineage.nodes.get(this.canonical(id));
  }

  add(answers: readonly Lineage[]): void {
    const fresh = this.#freshIn(answers);
    if (fresh.length === 0) return;
    this.#merged = mergeInto(this.lineage, fresh, this.#rank);
    atOnce(this.#take(fresh));
  }

  /** Adds all that a backend has, in turns, the smaller to the larger. */
  async addWhole(whole: Lineage, signal: AbortSignal): Promise<void> {
    for (;;) {
      const before = this.#merged;
      const [fresh] = before.lineage.nodes.size === 0 ? [whole] : this.#freshIn([whole]);
      if (!fresh) return;
      const [large, small] =
        fresh.nodes.size > before.lineage.nodes.size ? [whole, before.lineage] : [before.lineage, fresh];
      const merged = await inTurns(mergeIntoSteps(large, [small], this.#rank), signal);
      // What came meanwhile is not lost.
      if (this.#merged !== before) continue;
      this.#merged = merged;
      return inTurns(this.#take([fresh]), signal);
    }
  }

  /** Adds nodes; gives each under its merged id, once, in the order in which they came. */
  addNodes<T extends LineageNode>(answers: readonly (readonly T[])[]): readonly T[] {
    this.add(answers.map((nodes) => lineageOf(nodes, [])));
    const ids = new Set(answers.flat().map((node) => this.canonical(node.id)));
    return [...ids]
      .map((id) => this.lineage.nodes.get(id) as T | undefined)
      .filter((node) => node !== undefined);
  }

  /** An answer under the ids and with the facts that all answers so far add up to. */
  asKnown({ nodes, edges, open }: Lineage): Lineage {
    return lineageOf(
      [...nodes.values()].map((node) => this.node(node.id) ?? node),
      edges.map((edge) => ({ ...edge, from: this.canonical(edge.from), to: this.canonical(edge.to) })),
      [...open].map(this.canonical),
    );
  }

  /** Most of an answer was given before. */
  #freshIn(answers: readonly Lineage[]): readonly Lineage[] {
    const isNew = (it: LineageNode | Edge) => !this.#taken.has(it);
    return answers
      .map(({ nodes, edges, open }) =>
        lineageOf(
          [...nodes.values()].filter(isNew),
          edges.filter(isNew),
          [...open].filter((id) => !this.lineage.open.has(id)),
        ),
      )
      .filter(({ nodes, edges, open }) => nodes.size + edges.length + open.size > 0);
  }

  /** Notes what need not be added again. */
  *#take(answers: readonly Lineage[]): Steps<void> {
    for (const { nodes, edges } of answers)
      for (const it of [...nodes.values(), ...edges]) {
        this.#taken.add(it);
        yield;
      }
  }
}
