// What truly lies upstream and downstream of a tile in the picture.

interface Edge {
  readonly from: string;
  readonly to: string;
}

export interface Reach {
  /** Without the tile itself, unless a cycle leads back to it. */
  readonly upstream: ReadonlySet<string>;
  readonly downstream: ReadonlySet<string>;
}

export function reach(edges: readonly Edge[], id: string): Reach {
  return {
    upstream: walk(
      id,
      edges,
      ({ to }) => to,
      ({ from }) => from,
    ),
    downstream: walk(
      id,
      edges,
      ({ from }) => from,
      ({ to }) => to,
    ),
  };
}

/** Whether an edge lies on a way to or from the tile. */
export function onTheWay({ upstream, downstream }: Reach, id: string, { from, to }: Edge): boolean {
  const before = upstream.has(from) && (to === id || upstream.has(to));
  const after = downstream.has(to) && (from === id || downstream.has(from));
  return before || after;
}

function walk(
  id: string,
  edges: readonly Edge[],
  near: (edge: Edge) => string,
  far: (edge: Edge) => string,
): ReadonlySet<string> {
  const byNear = new Map<string, Edge[]>();
  for (const edge of edges) {
    const others = byNear.get(near(edge));
    if (others) others.push(edge);
    else byNear.set(near(edge), [edge]);
  }
  const seen = new Set<string>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const edge of byNear.get(next) ?? []) {
      const other = far(edge);
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  return seen;
}
