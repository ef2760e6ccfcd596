// What a name can be: each row is a program and the references that it makes.

import assert from 'node:assert/strict';
import { linesOf } from './scanning.ts';

type Row = readonly [title: string, code: string, ...expected: readonly string[]];

const start = 'import os, sys\nfrom pathlib import Path\nimport wandb\nrun = wandb.init()\n';

const groups: Readonly<Record<string, readonly Row[]>> = {
  literals: [
    ['a plain string', 'run.use_artifact("raw:v1")', 'used raw:v1'],
    ['single, triple and raw quotes', "run.use_artifact('''raw''' r':v1')", 'used raw:v1'],
    ['escapes', 'run.use_artifact("r\\x61w\\u003av\\61")', 'used raw:v1'],
    ['bytes are no name', 'run.use_artifact(b"raw:v1")', 'used ?'],
    ['a line continued', 'run.use_artifact("raw" \\\n  ":v1")', 'used raw:v1'],
    ['a missing argument', 'run.use_artifact()', 'used ?'],
    ['None is no name', 'run.use_artifact(None)', 'used ?'],
  ],
  'values that grow': [
    [
      'a tuple that holds the one before, as profilers keep their stacks',
      [
        'class Stack:',
        '    def __init__(self): self.cur = (0, None)',
        ...['call', 'back', 'raised', 'c_call'].flatMap((name) => [
          `    def ${name}(self, t):`,
          '        a, b = self.cur',
          '        if t: self.cur = (t, self.cur)',
          '        else: self.cur = (a, b, self.cur)',
          `        self.${name === 'call' ? 'back' : 'call'}(a)`,
        ]),
        's = Stack()',
        's.call(1)',
        'run.use_artifact("raw:v1")',
      ].join('\n'),
      'used raw:v1',
    ],
  ],
  'arguments that are not in view': [
    ['in os.path.join', 'def go(*p): run.use_artifact(os.path.join("a", *p))', 'used ?'],
    ['alone in os.path.join', 'def go(*p): run.use_artifact(os.path.join(*p) + ":v1")', 'used ~ *:v1'],
    ['in Path', 'def go(*p): run.use_artifact(str(Path("a", *p)))', 'used ?'],
    ['in joinpath', 'def go(*p): run.use_artifact(str(Path("a").joinpath(*p)))', 'used ?'],
    ['no part at all', 'run.use_artifact(os.path.join() + ":v1")', 'used ~ *:v1'],
    [
      'move those that follow',
      'def name(a, b="x"): return f"{a}-{b}:v1"\ndef go(*p): run.use_artifact(name(*p, "y"))',
      'used ~ *-x:v1 | *-*:v1',
    ],
  ],
  'f-strings': [
    ['a hole', 'run.use_artifact(f"raw:{sys.argv[1]}")', 'used ~ raw:*'],
    ['all hole', 'run.use_artifact(f"{sys.argv[1]}")', 'used ?'],
    ['doubled braces', 'n = 1\nrun.use_artifact(f"{{x}}-{n}")', 'used {x}-1'],
    ['width, alignment, fill', 'n = "a"\nrun.use_artifact(f"{n:_>4}{n:<3}|{n:^3}|")', 'used ___aa  | a |'],
    [
      'numbers',
      'x = 0.5\nrun.use_artifact(f"{x}-{x:.2f}-{x:.0%}-{1000:,}-{255:x}-{1e-5}")',
      'used 0.5-0.50-50%-1,000-ff-1e-05',
    ],
    ['a nested width', 'w = 4\nrun.use_artifact(f"{7:0{w}d}")', 'used 0007'],
    ['self-documenting', 'n = 3\nrun.use_artifact(f"{n=}")', 'used n=3'],
    ['conversion', 'n = "a"\nrun.use_artifact(f"{n!r}")', "used 'a'"],
    ['a float that is whole', 'lr = 1.0\nrun.use_artifact(f"lr-{lr}:v0")', 'used lr-1.0:v0'],
    [
      'an unknown format',
      'import datetime\nrun.use_artifact(f"raw-{datetime.date.today():%Y}:v0")',
      'used ~ raw-*:v0',
    ],
  ],
  'format and %': [
    [
      'nested format',
      'u = "mnist"\nv = "v0"\nname = "{}:{}".format("{}_dataset".format(u), v)\nrun.use_artifact(name)',
      'used mnist_dataset:v0',
    ],
    [
      'attribute and item',
      'from types import SimpleNamespace as S\nc = S(n="raw")\nrun.use_artifact("{0.n}:{1[k]}".format(c, {"k": "v1"}))',
      'used raw:v1',
    ],
    ['a dict spread', 'd = {"n": "raw", "v": 2}\nrun.use_artifact("{n}:v{v}".format(**d))', 'used raw:v2'],
    ['a hole', 'run.use_artifact("{}:{}".format("raw", sys.argv[1]))', 'used ~ raw:*'],
    ['a list spread', 'run.use_artifact("{}:{}".format(*["raw", "v1"]))', 'used raw:v1'],
    ['percent', 'run.use_artifact("%s-%05.1f%%" % ("raw", 2.25))', 'used raw-002.3%'],
    ['percent with a hole', 'run.use_artifact("raw:v%d" % len(sys.argv))', 'used ~ raw:v*'],
  ],
  'string operations': [
    ['case', 'n = "Raw"\nrun.use_artifact(n.lower() + ":" + "PROD".lower())', 'used raw:prod'],
    ['replace', 'run.use_artifact("a/b".replace("/", "-") + ":v1")', 'used a-b:v1'],
    ['split', 'run.use_artifact("x/y/raw".split("/")[-1] + ":v1")', 'used raw:v1'],
    ['strip', 'run.use_artifact("  raw:v1\\n".strip())', 'used raw:v1'],
    ['slices', 'run.use_artifact("raw.csv"[:-4] + ":v1")', 'used raw:v1'],
    ['join of a comprehension', 'run.use_artifact("-".join(x.upper() for x in ["a", "b"]))', 'used A-B'],
    ['os.path', 'run.use_artifact(os.path.splitext(os.path.basename("/x/raw.csv"))[0])', 'used raw'],
    [
      'paths',
      'p = Path("data") / "raw.csv"\nrun.use_artifact(p.stem + ":v1")\nrun.use_artifact(f"{p.name}:{p.parent}")',
      'used raw:v1',
      'used raw.csv:data',
    ],
    ['a hole keeps what is known', 'n = "RAW-" + sys.argv[1]\nrun.use_artifact(n.lower())', 'used ~ raw-*'],
    [
      'a hole that may hold the separator',
      'run.use_artifact((sys.argv[1] + "/a:v1").split("/")[1])',
      'used ?',
    ],
    ['repetition', 'run.use_artifact("a" * 3)', 'used aaa'],
    ['str of a number', 'run.use_artifact("v" + str(3))', 'used v3'],
  ],
  'order and branches': [
    ['a later rebinding changes nothing', 'n = "a"\nrun.use_artifact(n)\nn = "b"', 'used a'],
    [
      'branches give both, never mixed',
      'if sys.argv:\n  n, v = "a", "v1"\nelse:\n  n = "b"; v = "v2"\nrun.use_artifact(f"{n}:{v}")',
      'used a:v1 | b:v2',
    ],
    [
      'a branch that leaves',
      'if sys.argv:\n  n = "a"\nelse:\n  raise ValueError\nrun.use_artifact(n)',
      'used a',
    ],
    [
      'a constant condition',
      'DEBUG = False\nif DEBUG:\n  n = "small"\nelse:\n  n = "full"\nrun.use_artifact(n)',
      'used full',
    ],
    ['code that is never reached is seen', 'if False:\n  run.use_artifact("a")\nsys.exit()', 'used a'],
    ['after a return', 'def f():\n  return 1\n  run.use_artifact("a")\nf()', 'used a'],
    ['try', 'try:\n  n = "a"\nexcept KeyError:\n  n = "b"\nrun.use_artifact(n)', 'used a | b'],
    [
      'a loop that breaks skips its else',
      'for n in ["a", "b"]:\n  if n == "a": break\nelse:\n  n = "c"\nrun.use_artifact(n)',
      'used a',
    ],
    [
      'a pass that is skipped',
      'for n in ["a", "b", "c"]:\n  if n == "b": continue\n  run.use_artifact(n)',
      'used a | c',
    ],
    [
      'a loop without end',
      'n = "a"\nwhile True:\n  if sys.argv:\n    n = "b"\n    break\nrun.use_artifact(n)',
      'used b',
    ],
    [
      'finally',
      'def f():\n  try:\n    return "a"\n  finally:\n    print(1)\nrun.use_artifact(f())',
      'used a',
    ],
    [
      'nonlocal',
      'def f():\n  n = "a"\n  def g():\n    nonlocal n\n    n = "b"\n  g()\n  run.use_artifact(n)\nf()',
      'used b',
    ],
    ['a global at the time of the call', 'N = "a"\ndef f(): run.use_artifact(N)\nf()\nN = "b"', 'used a'],
    [
      'either of two functions',
      'if sys.argv:\n  def f(): return "a"\nelse:\n  def f(): return "b"\nrun.use_artifact(f())',
      'used a | b',
    ],
    [
      'a comparison decides',
      'for s in ["train", "test"]:\n  run.use_artifact(f"{s}:{"v1" if s == "train" else "v2"}")',
      'used train:v1 | test:v2',
    ],
    ['a flag does not', 'big = True\nrun.use_artifact("a" if big else "b")', 'used a | b'],
    ['augmented', 'n = "a"\nn += "b"\nn += ":v1"\nrun.use_artifact(n)', 'used ab:v1'],
    [
      'a loop that ends early',
      'n = "a"\nfor x in ["b", "c"]:\n  if sys.argv:\n    n = x\n    break\nrun.use_artifact(n)',
      'used a | b | c',
    ],
    ['a loop over what is not known', 'for x in sys.argv:\n  run.use_artifact(f"a-{x}:v0")', 'used ~ a-*:v0'],
    ['a counter', 'i = 0\nwhile sys.argv:\n  run.use_artifact(f"a:v{i}")\n  i += 1', 'used ~ a:v*'],
    ['a name that grows', 'n = "a"\nwhile sys.argv:\n  n = n + "b"\nrun.use_artifact(n)', 'used ~ *b | *'],
    [
      'too many combinations',
      'n = ""\nfor x in sys.argv:\n  pass\n' +
        Array.from({ length: 7 }, (_, i) => `if sys.argv[${i}]: n += "${i}"\n`).join('') +
        'run.use_artifact("raw-" + n + ":v1")',
      'used ~ raw-*6:v1 | raw-*:v1',
    ],
    ['del, global', 'N = "a"\ndef f():\n  global N\n  N = "b"\nf()\nrun.use_artifact(N)', 'used b'],
  ],
  data: [
    ['dict by key', 'D = {"a": {"b": "raw:v1"}}\nrun.use_artifact(D["a"]["b"])', 'used raw:v1'],
    ['dict by unknown key', 'D = {"a": "x", "b": "y"}\nrun.use_artifact(D[sys.argv[1]])', 'used x | y'],
    [
      'a dict that is filled',
      'D = {}\nD["n"] = "raw"\nD.update(v="v1")\nrun.use_artifact(f"{D[\'n\']}:{D[\'v\']}")',
      'used raw:v1',
    ],
    [
      'list by index and append',
      'L = ["a"]\nL.append("b")\nrun.use_artifact(L[1])\nrun.use_artifact(L[-2])',
      'used b',
      'used a',
    ],
    ['unpacking', 'a, (b, *c) = "x", ("y", "z", "w")\nrun.use_artifact(a + b + c[1])', 'used xyw'],
    [
      'enumerate, range',
      'for i, n in enumerate(["a", "b"], 1): run.use_artifact(f"{n}{i}")\nfor i in range(2): run.use_artifact(f"r{i}")',
      'used a1 | b2',
      'used r0 | r1',
    ],
    [
      'nested loops',
      'for a in "x", "y":\n  for b in (1, 2): run.use_artifact(f"{a}{b}")',
      'used x1 | x2 | y1 | y2',
    ],
    [
      'artifacts kept in a dict',
      'A = {}\nfor n in ["x", "y"]: A[n] = wandb.Artifact(n, "t")\nrun.log_artifact(A["x"])',
      'constructed x | y [t]',
      'logged artifact x [t]',
    ],
    [
      'an enum',
      'from enum import Enum\nclass E(Enum):\n  A = "a"\n  B = "b"\nrun.use_artifact(E.A.value)\nfor e in E: run.use_artifact(e.value)',
      'used a',
      'used a | b',
    ],
    [
      'the name of an artifact',
      'a = wandb.Artifact("raw", "t")\nrun.use_artifact(a.name + ":best")',
      'constructed raw [t]',
      'used raw:best',
    ],
    [
      'class attributes',
      'class C:\n  N = "raw"\n  V: str = "v1"\nrun.use_artifact(f"{C.N}:{C.V}")',
      'used raw:v1',
    ],
    [
      'inherited',
      'class B:\n  n = "raw"\nclass C(B):\n  def go(self): run.use_artifact(self.n)\nC().go()',
      'used raw',
    ],
    [
      'super().__init__',
      'class B:\n  def __init__(self, n): self.n = n\nclass C(B):\n  def __init__(self): super().__init__("raw")\nrun.use_artifact(C().n)',
      'used raw',
    ],
    [
      'two instances',
      'class C:\n  def __init__(self, n): self.n = n\n  def go(self): run.use_artifact(self.n)\nC("a").go()\nC("b").go()',
      'used a | b',
    ],
  ],
  'functions and defaults': [
    [
      'callers',
      'def f(n, v): run.use_artifact(f"{n}:{v}")\nf("a", "v1")\nf(v="v2", n="b")',
      'used a:v1 | b:v2',
    ],
    ['a default beside what a caller gives', 'def f(n="a"): run.use_artifact(n)\nf("b")', 'used b | a'],
    [
      'a default that callers leave',
      'def f(n, v="latest"): run.use_artifact(f"{n}:{v}")\nf("a")',
      'used a:latest',
    ],
    ['no caller', 'def f(n, v="latest"): run.use_artifact(f"{n}:{v}")', 'used ~ *:latest'],
    ['a return value', 'def f(x): return f"{x}:v1"\nrun.use_artifact(f("a"))', 'used a:v1'],
    [
      'several returns',
      'def f():\n  if sys.argv: return "a"\n  return "b"\nrun.use_artifact(f())',
      'used a | b',
    ],
    [
      'a method nobody calls, an entry point that does',
      'def helper(n): run.use_artifact(n)\ndef main(): helper("a")',
      'used a',
    ],
    ['a callback', 'def train(): run.use_artifact("a")\nwandb.agent("id", function=train)', 'used a'],
    ['recursion', 'def f(n):\n  run.use_artifact(n)\n  f(n + "x")\nf("a")', 'used ~ a | *'],
    [
      '*args and **kwargs',
      'def f(*a, **k): run.use_artifact(f"{a[0]}:{k[\'v\']}")\nf("a", v="v1")',
      'used a:v1',
    ],
    [
      'argparse',
      'import argparse\np = argparse.ArgumentParser()\ng = p.add_argument_group("x")\ng.add_argument("-n", "--the-name", default="a:v1")\ndef main(args): run.use_artifact(args.the_name)\nmain(p.parse_args())',
      'used a:v1',
    ],
    [
      'argparse without a default',
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("name")\nrun.use_artifact(p.parse_args().name)',
      'used ?',
    ],
    [
      'a default is no constant condition',
      'def f(small=False):\n  n = "s" if not small else "b"\n  if small: n = "x"\n  run.use_artifact(n)\nf()',
      'used x | s | b',
    ],
    ['None replaced', 'def f(n=None):\n  if n is None: n = "a"\n  run.use_artifact(n)\nf()', 'used a'],
    [
      'environment',
      'run.use_artifact(os.environ["X"])\nrun.use_artifact(os.environ.get("X", "a"))\nos.environ["X"] = "b"\nrun.use_artifact(os.environ["X"])',
      'used ?',
      'used a',
      'used b',
    ],
    [
      'config set and updated',
      'wandb.config.n = "a"\nrun.config.update({"m": "b"})\nrun.use_artifact(run.config["n"] + wandb.config.m)\nrun.use_artifact(run.config.zz)',
      'used ab',
      'used ?',
    ],
    [
      'a generator as a context',
      'import contextlib\n@contextlib.contextmanager\ndef start():\n  yield wandb.init(), "a"\nwith start() as (r, n): r.use_artifact(n)',
      'used a',
    ],
  ],
};

describe('values of names', () => {
  for (const [group, rows] of Object.entries(groups))
    describe(group, () => {
      for (const [title, code, ...expected] of rows)
        it(title, () => assert.deepEqual(linesOf(start + code), expected));
    });
});
