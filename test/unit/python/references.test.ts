// What a reference carries besides its name: places, scope, type, aliases, derivation; and what is no reference.

import assert from 'node:assert/strict';
import type { Place } from '../../../src/lineage/model.ts';
import type { CodeReference } from '../../../src/python/codeReference.ts';
import { mayMatter } from '../../../src/python/markers.ts';
import { scanPython } from '../../../src/python/scan.ts';
import { linesOf } from './scanning.ts';

/** The text that a place spans. */
function at(code: string, place: Place | undefined): string | undefined {
  if (!place) return undefined;
  const { start, end } = place.range;
  const lines = code.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, i) => line.slice(i === 0 ? start.character : 0, i === last ? end.character : undefined))
    .join('\n');
}

function scan(code: string): readonly CodeReference[] {
  return scanPython('a.py', code).references;
}

const guide = `import wandb

model_use_case_id = "mnist"
version = "v0"
run = wandb.init(project="mnist", entity="team", job_type="train", config={"lr": 0.1})
name = "{}:{}".format("{}_dataset".format(model_use_case_id), version)
artifact = run.use_artifact(name)
path = "model.keras"
run.link_model(path=path, registered_model_name="MNIST-dev", name="mnist_model")
version = "v9"
`;

describe('a reference', () => {
  it('says what the guide to W&B lineage says', () => {
    assert.deepEqual(linesOf(guide), [
      'used mnist_dataset:v0',
      'logged mnist_model [model]',
      'linked registered_model_name MNIST-dev [model]',
    ]);
    const [, logged, linked] = scan(guide);
    assert.deepEqual(logged?.callAt, linked?.callAt);
    assert.deepEqual([logged?.call, linked?.call], ['link_model', 'link_model']);
  });

  it('has the places of its call, its argument and the literal that holds the name', () => {
    const code =
      'import wandb\nNAME = "raw:v1"\nrun = wandb.init()\nx = (run).use_artifact(\n  NAME, type="t").download()\n';
    const [used] = scan(code);
    assert.equal(at(code, used?.callAt), '(run).use_artifact(\n  NAME, type="t")');
    assert.equal(at(code, used?.nameAt), 'NAME');
    assert.equal(at(code, used?.literalAt), '"raw:v1"');
    assert.equal(used?.type, 't');
  });

  it('points at the call’s own name when the argument is missing', () => {
    const code = 'import wandb\nwandb.init().use_artifact()';
    assert.equal(at(code, scan(code)[0]?.nameAt), 'use_artifact');
  });

  it('has no literal when several make the name', () => {
    assert.equal(scan(guide)[0]?.literalAt, undefined);
    assert.equal(
      scan('import wandb, sys\nn = "a" if sys.argv[1:] else "b"\nwandb.use_artifact(n)')[0]?.literalAt,
      undefined,
    );
  });

  it('shows each step of its derivation at its line', () => {
    const steps = scan(guide)[0]?.value.steps.map(
      ({ text, at: place }) => `${place.range.start.line + 1} ${text}`,
    );
    assert.deepEqual(steps, [
      '3 model_use_case_id = "mnist"',
      '4 version = "v0"',
      '6 name = "{}:{}".format("{}_dataset".format(model_use_case_id), version)',
    ]);
  });

  it('counts columns in UTF-16 units', () => {
    const code = 'import wandb\nrun = wandb.init()\n"😀é"; run.use_artifact("a")';
    assert.deepEqual(scan(code)[0]?.callAt.range.start, { line: 2, character: 7 });
  });

  it('comes in the order of positions, an inner call after the outer one that starts before it', () => {
    const code =
      'import wandb\nrun = wandb.init()\nrun.log_artifact(wandb.Artifact("a", "t"))\nrun.use_artifact("b").link("reg/x")';
    assert.deepEqual(
      scan(code).map(({ call, argument }) => `${call} ${argument}`),
      ['log_artifact artifact', 'Artifact name', 'use_artifact name', 'link artifact', 'link target_path'],
    );
  });

  it('reads line ends of any kind', () => {
    const code = 'import wandb\r\nrun = wandb.init()\r\nrun.use_artifact(\r\n  "a"\r\n)\r\n';
    assert.deepEqual(linesOf(code), ['used a']);
    assert.deepEqual(scan(code)[0]?.callAt.range.end, { line: 4, character: 1 });
  });
});

describe('scope', () => {
  const scopes = (code: string) =>
    scan(code).map(({ scope }) => `${scope.entity ?? ''}/${scope.project ?? ''}`);

  it('is that of the run that the call belongs to', () => {
    const code =
      'import wandb\na = wandb.init(project="p", entity="e")\nb = wandb.init(project="q")\na.use_artifact("x")\nb.use_artifact("x")\nwandb.use_artifact("x")';
    assert.deepEqual(scopes(code), ['e/p', '/q', '/q']);
  });

  it('comes from the name before the run, from the run before the environment', () => {
    const code =
      'import os, wandb\nos.environ["WANDB_PROJECT"] = "env"\nos.environ["WANDB_ENTITY"] = "team"\nr = wandb.init(project="p")\nr.use_artifact("x")\nr.use_artifact("e/q/x:v1")\nr.use_artifact("q/x")\nwandb.Api().artifact("x:v1")';
    assert.deepEqual(scopes(code), ['team/p', 'e/q', '/q', 'team/env']);
  });

  it('is that of the nearest run for a receiver that is not followed', () => {
    assert.deepEqual(
      scopes('import wandb\ndef f(run): run.use_artifact("x")\ndef g(): return wandb.init(project="p")'),
      ['/p'],
    );
  });

  it('leaves out what is not exact', () => {
    assert.deepEqual(
      scopes('import wandb, sys\nr = wandb.init(project=sys.argv[1], entity="e")\nr.use_artifact("x")'),
      ['e/'],
    );
  });

  it('is what the public API is told', () => {
    assert.deepEqual(
      scopes(
        'import wandb\nwandb.init(project="p")\napi = wandb.Api(overrides={"entity": "e"})\napi.artifact("x:v1")',
      ),
      ['e/'],
    );
  });
});

describe('runs', () => {
  it('are declared with what is exact', () => {
    const code =
      'import wandb, sys\nwith wandb.init(project="p", job_type="train", name="jumping-monkey-1", entity=sys.argv[1]) as run: pass\nwandb.init(job_type="eval")';
    const runs = scanPython('a.py', code).runs.map(({ at: place, ...run }) => ({
      line: place.range.start.line,
      ...run,
    }));
    assert.deepEqual(runs, [
      { line: 1, project: 'p', jobType: 'train', name: 'jumping-monkey-1' },
      { line: 2, jobType: 'eval' },
    ]);
  });
});

describe('receivers', () => {
  const rows: readonly (readonly [string, string, ...string[]])[] = [
    [
      'a parameter by name',
      'def f(run): run.use_artifact("a")\ndef g(wandb_run): wandb_run.log_artifact("x.csv", name="b")',
      'used a',
      'logged b',
    ],
    [
      'a parameter by annotation',
      'def f(t: wandb.Run, u: "wandb.sdk.wandb_run.Run | None"): t.use_artifact("a"); u.use_artifact("b")',
      'used a',
      'used b',
    ],
    [
      'an attribute',
      'class T:\n  def setup(self): self.run = wandb.init()\n  def fit(self): self.run.use_artifact("a")',
      'used a',
    ],
    [
      'an attribute of a with statement',
      'class T:\n  def fit(self):\n    with wandb.init() as self.run:\n      self.run.use_artifact("a")',
      'used a',
    ],
    [
      'an attribute set from outside',
      'class T:\n  def __init__(self, tracker): self.tracker = tracker\n  def fit(self): self.tracker.use_artifact("a")\nT(wandb.init()).fit()',
      'used a',
    ],
    [
      'Lightning',
      'class M(LightningModule):\n  def on_end(self): self.logger.experiment.use_artifact("a"); self.trainer.logger.experiment.use_artifact("b")',
      'used a',
      'used b',
    ],
    [
      'a helper of another module',
      'from utils import get_run\nrun = get_run()\nrun.use_artifact("a")',
      'used a',
    ],
    ['a run or nothing', 'run = None\nif x: run = wandb.init()\nif run: run.use_artifact("a")', 'used a'],
    [
      'an artifact that is passed',
      'def f(art): wandb.run.log_artifact(art)\nf(wandb.Artifact("a", "t"))',
      'logged artifact a [t]',
      'constructed a [t]',
    ],
    [
      'an artifact or another',
      'a = wandb.Artifact("a", "t") if x else wandb.Artifact("b", "t")\nwandb.log_artifact(a)',
      'constructed a [t]',
      'constructed b [t]',
      'logged artifact a | b [t]',
    ],
    [
      'an object of the program’s own class',
      'class A(Base): pass\nwandb.log_artifact(A())',
      'logged artifact ?',
    ],
    [
      'a file by a path that is not known',
      'import os\nwandb.log_artifact(os.path.abspath("x.csv"))',
      'logged ~ run-*-x.csv',
    ],
    [
      'a file in place of an artifact',
      'wandb.log_artifact("out/x.csv", type="t")',
      'logged ~ run-*-x.csv [t]',
    ],
    ['an artifact of no known origin', 'wandb.log_artifact(make())', 'logged artifact ?'],
  ];
  for (const [title, code, ...expected] of rows)
    it(title, () => assert.deepEqual(linesOf(`import wandb\n${code}`), expected));
});

describe('what is no reference', () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      'mlflow',
      'import wandb, mlflow\nwith mlflow.start_run() as run: run.log_artifact("x")\nmlflow.log_artifact("y")\nfrom mlflow import log_artifact as la\nla("z")',
    ],
    [
      'mlflow’s client as a parameter',
      'import wandb\nfrom mlflow import MlflowClient\ndef f(client: MlflowClient, run): client.log_artifact(1, "x"); run.log_artifact("y")',
    ],
    [
      'loggers of other trackers',
      'import wandb\nfrom pytorch_lightning.loggers import MLFlowLogger\nlogger = MLFlowLogger()\nlogger.experiment.log_artifact("r", "x")',
    ],
    [
      'comet, neptune, clearml',
      'import wandb, comet_ml, neptune, clearml\nrun = neptune.init_run()\nrun.log_artifact("x")\nexp = comet_ml.Experiment()\nexp.log_artifact(comet_ml.Artifact("a", "t"))\nwb = clearml.Task.init()\nwb.log_artifact("x")',
    ],
    [
      'own functions',
      'import wandb\ndef use_artifact(x): pass\ndef log_model(x): pass\nuse_artifact("a")\nlog_model("b")',
    ],
    [
      'own classes',
      'import wandb\nclass Run:\n  def use_artifact(self, x): pass\n  def go(self): self.use_artifact("b")\nrun = Run()\nrun.use_artifact("a")\ndef f(run: Run): run.use_artifact("c")',
    ],
    ['no import of wandb', 'def f(run): run.use_artifact("a")'],
    [
      'an unknown receiver of no telling name',
      'import wandb\ndef f(store): store.log_artifact("a", name="b")',
    ],
    [
      'comments and strings',
      'import wandb\n# wandb.use_artifact("a")\n"""wandb.use_artifact("b")"""\nx = \'wandb.use_artifact("c")\'',
    ],
    [
      'other methods of the same objects',
      'import wandb\nrun = wandb.init()\nrun.log({"a": 1})\nrun.finish()\nart = wandb.Api()\nart.runs("e/p")',
    ],
    ['a link that is not W&B’s', 'import os, wandb\nos.link("a", "b")\npage.link("c")'],
  ];
  for (const [title, code] of rows) it(title, () => assert.deepEqual(linesOf(code), []));
});

describe('half-typed code', () => {
  const before = 'import wandb\nrun = wandb.init()\n';
  const after = '\nrun.use_artifact("after:v1")\ndef f():\n    run.use_artifact("in:v1")\n';
  const rows: readonly (readonly [string, string])[] = [
    ['run.use_artifact("a:', 'used a:'],
    ['run.use_artifact(f"a-{1', 'used ~ a-*'],
    ["run.use_artifact('a:v1'", 'used a:v1'],
    ['run.use_artifact(', 'used ?'],
    ['x = [run.use_artifact("a"', 'used a'],
    ['run.use_artifact("a", type=', 'used a'],
    ['run.use_artifact("a").', 'used a'],
    ['if x:\n    run.use_artifact("a', 'used a'],
    ['run.use_artifact(  # a comment', 'used ?'],
  ];
  for (const [typed, expected] of rows)
    it(typed, () => {
      const found = linesOf(before + typed + after);
      assert.deepEqual(found, [expected, 'used after:v1', 'used in:v1']);
    });
});

describe('the prefilter', () => {
  it('lets through what can hold a reference', () => {
    for (const text of [
      'import wandb',
      'def f(run): run.use_artifact(x)',
      'WandbLogger(project="p")',
      'r.link_model(p)',
    ])
      for (const content of [text, new TextEncoder().encode(text)])
        assert.equal(mayMatter(content), true, text);
  });
  it('stops the rest', () => {
    for (const text of ['', 'import mlflow\nmlflow.log_artifact("x")', 'print("w and b")'])
      for (const content of [text, new TextEncoder().encode(text)])
        assert.equal(mayMatter(content), false, text);
  });
});
