// One of several servers: its ids and scopes say which, so that projects of the same names stay apart.

import {
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
  serverPrefix,
} from '../lineage/model.ts';
import type { Backend, Page } from './backend.ts';

export function apart(backend: Backend, server: string): Backend {
  const prefix = serverPrefix(server);
  const nodes = new WeakMap<LineageNode, LineageNode>();
  const edges = new WeakMap<Edge, Edge>();

  /** Keys that a tracker or the SDK gave stay: other sources know them too. */
  const outId = <Id extends NodeId>(id: Id): Id =>
    /^version:(server|client)\//.test(id) ? id : (id.replace(/^(\w+:)/, `$1${prefix}`) as Id);

  /** Nothing for what another server gave. */
  const inIds = (ids: readonly NodeId[]): readonly NodeId[] =>
    ids.flatMap((id) => {
      const [, kind, of, rest] = /^(\w+:)(?:([^/]*!))?(.*)$/s.exec(id) ?? [];
      return of === undefined || of === prefix ? (`${kind}${rest}` as NodeId) : [];
    });

  /** The same object for the same node, so that whoever has taken it in knows it again. */
  function outNode<T extends LineageNode>(node: T): T {
    if (node.kind === 'script') return node;
    const known = nodes.get(node);
    const out = known ?? { ...node, id: outId(node.id), also: node.also.map(outId), server };
    nodes.set(node, out as LineageNode);
    return out as T;
  }

  function inNode<T extends LineageNode>(node: T): T {
    return { ...node, id: inIds([node.id])[0] ?? node.id, also: inIds(node.also) };
  }

  function outEdge(edge: Edge): Edge {
    const out = edges.get(edge) ?? { ...edge, from: outId(edge.from), to: outId(edge.to) };
    edges.set(edge, out);
    return out;
  }

  const outLineage = (lineage: Lineage): Lineage =>
    lineageOf(
      [...lineage.nodes.values()].map(outNode),
      lineage.edges.map(outEdge),
      [...lineage.open].map(outId),
    );

  const outPage = <T extends LineageNode>(page: Page<T>): Page<T> => ({
    ...page,
    items: page.items.map(outNode),
  });

  const isElsewhere = (scope: { readonly server?: string }) =>
    scope.server !== undefined && scope.server !== server;

  const { files, whole, readOn, refresh } = backend;
  return {
    ...backend,
    collections: async (cursor, signal) => outPage(await backend.collections(cursor, signal)),
    versions: async (collection, cursor, signal) =>
      isElsewhere(collection)
        ? { items: [] }
        : outPage(await backend.versions(inNode(collection), cursor, signal)),
    runs: async (cursor, signal, query) => outPage(await backend.runs(cursor, signal, query)),
    async find({ server: of, ...name }, signal) {
      if (of !== undefined && of !== server) return undefined;
      const found = await backend.find(name, signal);
      return found && outNode(found);
    },
    askedAt: ({ server: of, ...name }) =>
      of !== undefined && of !== server ? undefined : backend.askedAt?.(name),
    findRuns: async (name, signal) => (await backend.findRuns(name, signal)).map(outNode),
    around: async (ids, signal) => outLineage(await backend.around(inIds(ids), signal)),
    problems: (signal) => backend.problems(signal),
    ...(files && {
      files: {
        ...files,
        knows: (version) => !isElsewhere(version) && files.knows(inNode(version)),
        of: async (version, signal) => (isElsewhere(version) ? undefined : files.of(inNode(version), signal)),
        ...(files.read && {
          read: async (version, file, signal) =>
            isElsewhere(version) ? undefined : files.read?.(inNode(version), file, signal),
        }),
      },
    }),
    ...(whole && { whole: async (signal) => outLineage(await whole(signal)) }),
    ...(readOn && { readOn: (ids, signal) => readOn(inIds(ids), signal) }),
    ...(refresh && { refresh: (paths) => refresh(paths) }),
  };
}
