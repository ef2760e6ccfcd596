// Reads off each statement what it defines and mentions.

import { anyKey, type Fact, type Space, space } from './facts.ts';
import type { SliceWords } from './sliceWords.ts';
import type { Node } from './tree.ts';

const statement = /Statement$|Definition$/;
/** Arguments of W&B's calls that say nothing of names, by their keywords. */
const idleArguments: Readonly<Record<string, RegExp>> = {
  Artifact: /^(?:metadata|description)$/,
  Table: /^(?:data|columns|dataframe|rows)$/,
  init: /^(?:notes|tags|dir|mode|reinit|resume|group|monitor_gym|sync_tensorboard|save_code|magic|anonymous|force)$/,
};
const ofRun = /^(?:entity|project|job_type|name|id|settings)$/;
/** Methods that change the object they are called on. */
const changing = new Set(
  'append extend insert add update setdefault pop remove clear sort reverse add_argument set_defaults add_argument_group add_mutually_exclusive_group add_subparsers add_parser merge_from_file merge merge_with set'.split(
    ' ',
  ),
);

function jumpOf({ type }: Node): Fact['jump'] {
  if (/^(?:Raise|Scope)Statement$/.test(type)) return 'leave';
  if (/^(?:Break|Continue)Statement$/.test(type)) return 'loop';
  return /^(?:Return|Yield)Statement$/.test(type) ? 'give' : undefined;
}

/** Reads the statements of one source into `all`. */
export class FactReader {
  readonly #text: string;
  readonly #sites: SliceWords;
  readonly #all: Fact[];

  constructor(text: string, sites: SliceWords, all: Fact[]) {
    this.#text = text;
    this.#sites = sites;
    this.#all = all;
  }

  block(node: Node, at: Space, parent: Fact | undefined): void {
    for (const child of node.children) {
      if (child.type === 'Body' || child.type === 'StatementGroup' || child.type === 'MatchBody')
        this.block(child, at, parent);
      else if (child.type === 'DecoratedStatement') this.#decorated(child, at, parent);
      else if (child.type === 'MatchClause') {
        if (parent) this.#header(child, parent);
        this.block(child, at, parent);
      } else if (statement.test(child.type) || (parent === undefined && child.type !== 'Comment'))
        this.#statement(child, at, parent, []);
    }
  }

  #decorated(node: Node, at: Space, parent: Fact | undefined): void {
    const decorators = node.children.filter((it) => it.type === 'Decorator');
    for (const child of node.children)
      if (statement.test(child.type)) this.#statement(child, at, parent, decorators, node);
  }

  #statement(
    node: Node,
    at: Space,
    parent: Fact | undefined,
    decorators: readonly Node[],
    whole = node,
  ): void {
    const sets = { binds: new Set<string>(), sets: new Set<string>(), names: new Set<string>() };
    const fact = {
      ...{ node: whole, bare: node, parent, space: at, inner: undefined as Space | undefined, ...sets },
      ...{
        keys: new Set<string>(),
        changes: false,
        site: false,
        starts: false,
        ofRun: undefined,
        jump: jumpOf(whole),
        alias: false,
        children: [],
      },
    };
    this.#all.push(fact);
    parent?.children.push(fact);
    for (const decorator of decorators) this.#words(decorator, fact);
    if (node.type === 'FunctionDefinition' || node.type === 'ClassDefinition') this.#definition(node, fact);
    else {
      this.#header(node, fact);
      this.block(node, at, fact);
    }
  }

  #definition(node: Node, fact: Fact & { inner: Space | undefined }): void {
    const name = node.children.find((it) => it.type === 'VariableName');
    if (name) this.#bind(fact, this.#of(name));
    const kind = node.type === 'ClassDefinition' ? 'class' : 'function';
    fact.inner = space(kind, fact.space, fact);
    for (const child of node.children) {
      if (child.type === 'ParamList') {
        for (const it of child.children) if (it.type === 'VariableName') fact.inner.names.add(this.#of(it));
      }
      if (child !== name && child.type !== 'Body') this.#words(child, fact);
    }
    this.block(node, fact.inner, fact);
  }

  /** What a statement says itself, without the statements in it. */
  #header(node: Node, fact: Fact): void {
    const parts = node.children;
    const assigned = parts.map((it) => it.type).lastIndexOf('AssignOp');
    const until =
      node.type === 'ForStatement' ? parts.findIndex((it) => it.type === 'in') : Number.POSITIVE_INFINITY;
    parts.forEach((part, index) => {
      if (part.type === 'Body' || part.type === 'MatchBody' || statement.test(part.type)) return;
      const before = parts[index - 1]?.type;
      const isTarget =
        (node.type === 'AssignStatement' && index < assigned) ||
        (node.type === 'UpdateStatement' && index === 0) ||
        (node.type === 'ForStatement' && index > 0 && index < until) ||
        before === 'as' ||
        node.type === 'DeleteStatement';
      if (isTarget && part.type !== 'TypeDef') {
        this.#target(part, fact);
        this.#targetWords(part, fact);
      } else this.#words(part, fact);
    });
    // A bare annotation is a field.
    if (node.type === 'AssignStatement' && assigned < 0 && parts[0]) this.#target(parts[0], fact);
    if (node.type === 'ImportStatement') this.#imports(parts, fact);
    if (node.type === 'ScopeStatement') this.#declare(parts, fact.space);
  }

  #declare(parts: readonly Node[], at: Space): void {
    let module = at;
    while (module.parent) module = module.parent;
    for (const it of parts) {
      if (it.type !== 'VariableName') continue;
      at.elsewhere.add(this.#of(it));
      // A function may be all that binds a global name.
      if (parts[0]?.type === 'global') module.names.add(this.#of(it));
    }
  }

  #imports(parts: readonly Node[], fact: Fact): void {
    const from = parts[0]?.type === 'from';
    const start = parts.findIndex((it) => it.type === 'import');
    parts.slice(start + 1).forEach((part, index, rest) => {
      // `import a.b` binds `a`.
      if (part.type === '*') fact.starts = true;
      const bound = part.type === 'VariableName' && (from || rest[index - 1]?.type !== '.');
      if (bound) this.#bind(fact, this.#of(part));
    });
  }

  #target(node: Node, fact: Fact): void {
    if (node.type === 'VariableName') this.#bind(fact, this.#of(node));
    else if (node.type === 'MemberExpression') {
      fact.changes = true;
      const last = node.children.at(-1);
      if (last?.type === 'PropertyName') fact.sets.add(this.#of(last));
      else {
        // An item: of which object, and by which key.
        this.#changed(node.children[0], fact);
        for (const it of node.children) if (it.type === 'String') this.#key(it, fact.sets);
      }
    } else for (const child of node.children) this.#target(child, fact);
  }

  /** What a target mentions besides what it binds or sets. */
  #targetWords(node: Node, fact: Fact): void {
    if (node.type === 'VariableName') return;
    const last = node.children.at(-1);
    for (const child of node.children)
      if (node.type !== 'MemberExpression') this.#targetWords(child, fact);
      else if (child !== last || child.type !== 'PropertyName') this.#words(child, fact);
  }

  /** The object that is changed: a variable, or an attribute of whatever object. */
  #changed(node: Node | undefined, fact: Fact): void {
    fact.changes = true;
    if (node?.type === 'VariableName') fact.binds.add(this.#of(node));
    const last = node?.type === 'MemberExpression' ? node.children.at(-1) : undefined;
    if (last?.type === 'PropertyName') fact.sets.add(this.#of(last));
    else if (last) this.#changed(node?.children[0], fact);
  }

  #bind(fact: Fact, name: string): void {
    fact.binds.add(name);
    fact.space.names.add(name);
  }

  #words(node: Node, fact: Fact): void {
    const silent = new Set<Node>();
    const idled = new Set<Node>();
    const stack: Node[] = [node];
    for (let it = stack.pop(); it; it = stack.pop()) {
      if (idled.has(it)) continue;
      if (it.type === 'VariableName') this.#mention(it, fact.names, fact, silent);
      else if (it.type === 'PropertyName') this.#mention(it, fact.keys, fact, silent);
      else if (it.type === 'String') this.#key(it, fact.keys, fact);
      else if (it.type === 'CallExpression') this.#call(it, fact, silent, idled);
      else if (it.type === 'LambdaExpression') fact.alias = true;
      else if (it.type === 'YieldExpression') fact.jump = 'give';
      else if (it.type === 'CapturePattern') this.#target(it, fact);
      else if (it.type === 'NamedExpression' && it.children[0]) this.#target(it.children[0], fact);
      else if (it.type === 'FormatString' && this.#of(it).includes('WANDB_')) fact.starts = true;
      // What an annotation names is not called by it.
      if (it.type === 'TypeDef' || fact.node.type === 'ImportStatement') addAll(it, silent);
      stack.push(...it.children);
    }
  }

  #mention(node: Node, into: Set<string>, fact: Fact, silent: ReadonlySet<Node>): void {
    const name = this.#of(node);
    into.add(name);
    if (silent.has(node) || !this.#sites.mentions(name)) return;
    fact.site = true;
    fact.alias = true;
  }

  #call({ children }: Node, fact: Fact, silent: Set<Node>, idled: Set<Node>): void {
    const [callee] = children;
    const isMember = callee?.type === 'MemberExpression';
    const last = isMember ? callee.children.at(-1) : callee;
    if (!callee || !last) return;
    silent.add(last);
    const name = this.#of(last);
    const receiver = isMember ? this.#lastName(callee.children[0]) : '';
    if (this.#sites.mentions(name) || this.#sites.calls(name, receiver, this.#of(fact.node)))
      fact.site = true;
    if (this.#sites.starts(name, receiver)) this.#start(children, fact);
    const idle = idleArguments[name];
    for (const [keyword, value] of keywordsOf(children[1])) {
      idled.add(keyword);
      if (idle?.test(this.#of(keyword))) idled.add(value);
    }
    if (isMember && changing.has(name)) this.#changed(callee.children[0], fact);
    if (name === 'putenv') fact.changes = true;
    if (name === 'shuffle') this.#changed(children[1]?.children[1], fact);
    if (
      name === 'setattr' ||
      (changing.has(name) && /\b(?:vars|globals)\(|__dict__/.test(this.#of(callee)))
    ) {
      fact.changes = true;
      fact.sets.add(anyKey);
    }
  }

  #start([callee, list]: readonly Node[], fact: Fact): void {
    fact.starts = true;
    const brief = { ...fact, names: new Set<string>(), keys: new Set<string>() };
    const said = keywordsOf(list).filter(([keyword]) => ofRun.test(this.#of(keyword)));
    const spread = (list?.children ?? []).filter((_, index, all) => all[index - 1]?.type === '**');
    for (const node of [callee, ...spread, ...said.map(([, value]) => value)])
      if (node) this.#words(node, brief);
    fact.ofRun = brief;
  }

  /** The last name of an expression; that of the function for a call. */
  #lastName(node: Node | undefined): string {
    if (node?.type === 'CallExpression') return this.#lastName(node.children[0]);
    const last = node?.type === 'MemberExpression' ? node.children.at(-1) : node;
    return last && /Name$/.test(last.type) ? this.#of(last) : '';
  }

  /** A string that may be a key, the name of an attribute, or a template with names in it. */
  #key(node: Node, into: Set<string>, fact?: Fact): void {
    const text = this.#of(node);
    if (fact && text.includes('WANDB_')) fact.starts = true;
    if (text.length > 80) return;
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) {
      into.add(word);
      if (fact && this.#sites.mentions(word)) fact.site = true;
    }
  }

  #of(node: Node): string {
    return this.#text.slice(node.from, node.to);
  }
}

/** The keywords of a call with their values. */
function keywordsOf(list: Node | undefined): readonly (readonly [keyword: Node, value: Node])[] {
  return (list?.children ?? []).flatMap((it, index, all) => {
    const value = all[index + 2];
    const isKeyword = it.type === 'VariableName' && all[index + 1]?.type === 'AssignOp' && value;
    return isKeyword ? [[it, value] as const] : [];
  });
}

function addAll(node: Node, nodes: Set<Node>): void {
  nodes.add(node);
  for (const child of node.children) addAll(child, nodes);
}
