// Python source as a plain syntax tree: Lezer's tree copied into light nodes that can be walked again and again.

import { parser } from '@lezer/python';

/** Types are the names of the grammar of `@lezer/python`; tokens such as `(` and `if` are nodes too. */
export interface Node {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly Node[];
}

export interface Tree {
  readonly root: Node;
  /** How many places do not parse. */
  readonly errors: number;
}

type Growing = Node & { children: Node[] };

/** The children of all tokens: most nodes are tokens. */
const leaf: Node[] = [];

/** Parses any text; what does not parse is a node of type `⚠` with the rest around it. */
export function parseTree(text: string): Tree {
  const cursor = parser.parse(text).cursor();
  let errors = 0;
  const make = (): Growing => {
    if (cursor.type.isError) errors++;
    return { type: cursor.name, from: cursor.from, to: cursor.to, children: leaf };
  };
  const root = make();
  const parents = [root];
  const add = (parent: Growing | undefined, node: Node) => {
    if (parent?.children === leaf) parent.children = [node];
    else parent?.children.push(node);
  };
  // Not recursive: a hostile file nests deeper than any stack.
  if (cursor.firstChild()) {
    for (;;) {
      const node = make();
      add(parents.at(-1), node);
      if (cursor.firstChild()) {
        parents.push(node);
        continue;
      }
      while (!cursor.nextSibling()) {
        if (parents.length <= 1) return { root, errors };
        cursor.parent();
        parents.pop();
      }
    }
  }
  return { root, errors };
}

/** Parses one expression that stands at offset `at` of a larger text; undefined when it is none. */
export function parseExpression(text: string, at: number): Node | undefined {
  const [statement] = parseTree(text).root.children;
  const [expression] = statement?.children ?? [];
  return expression && shifted(expression, at);
}

function shifted(node: Node, by: number): Node {
  const children = node.children.map((child) => shifted(child, by));
  return { ...node, from: node.from + by, to: node.to + by, children };
}

export function childOf(node: Node, type: string): Node | undefined {
  return node.children.find((child) => child.type === type);
}

/** The children that are not punctuation. */
export function operands(node: Node): readonly Node[] {
  return node.children.filter((child) => !/^[^\w⚠]+$|^Comment$/.test(child.type));
}
