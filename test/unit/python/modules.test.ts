// What a file imports from other files of its folder: values, functions and classes of modules and packages.

import assert from 'node:assert/strict';
import { scanFile } from '../../../src/python/scan.ts';
import { type Files, linesAmong, scanAmong } from './among.ts';
import { lines } from './scanning.ts';

describe('imports from the folder', () => {
  it('follows constants in both import styles', () => {
    const code = `import wandb, consts
from consts import RAW as R
wandb.init().use_artifact(f"{R}:{consts.ALIAS}")
`;
    assert.deepEqual(linesAmong({ 'train.py': code, 'consts.py': 'RAW = "raw"\nALIAS = "prod"\n' }), [
      'used raw:prod',
    ]);
  });

  it('tells the other file in the derivation and as the place of the name', () => {
    const file = scanAmong({
      'train.py': 'import wandb\nfrom consts import RAW\nwandb.init().use_artifact(RAW)\n',
      'consts.py': '# names\nRAW = "raw:v1"\n',
    });
    const [reference] = file.references;
    assert.deepEqual(reference?.literalAt, {
      path: 'consts.py',
      cell: null,
      range: { start: { line: 1, character: 6 }, end: { line: 1, character: 14 } },
    });
    assert.deepEqual(
      reference?.value.steps.map((step) => [step.at.path, step.text]),
      [['consts.py', 'RAW = "raw:v1"']],
    );
  });

  it('knows a module that is not there by its name only', () => {
    const code = 'import wandb\nfrom consts import RAW\nwandb.init().use_artifact(f"{RAW}:v1")\n';
    assert.deepEqual(linesAmong({ 'train.py': code }), ['used ~ *:v1']);
  });

  it('finds relative names by their dots', () => {
    const files = {
      'app/jobs/train.py':
        'import wandb\nfrom .local import A\nfrom ..shared import B\nfrom . import local\nfrom ..conf.names import C as D\n' +
        'run = wandb.init()\nrun.use_artifact(A)\nrun.use_artifact(B)\nrun.use_artifact(local.A)\nrun.use_artifact(D)\n',
      'app/jobs/local.py': 'A = "a:v1"\n',
      'app/shared.py': 'B = "b:v1"\n',
      'app/conf/names.py': 'C = "c:v1"\n',
      'local.py': 'A = "wrong"\n',
    };
    assert.deepEqual(linesAmong(files, 'app/jobs/train.py'), [
      'used a:v1',
      'used b:v1',
      'used a:v1',
      'used c:v1',
    ]);
  });

  it('finds packages by __init__.py, through re-exports', () => {
    const files = {
      'train.py':
        'import wandb\nfrom pkg import RAW\nimport pkg\nimport pkg.deep.names as n\n' +
        'run = wandb.init()\nrun.use_artifact(RAW)\nrun.use_artifact(pkg.OTHER)\nrun.use_artifact(n.DEEP)\nrun.use_artifact(pkg.deep.names.DEEP)\n',
      'pkg/__init__.py': 'from .names import RAW\nfrom . import names\nOTHER = names.RAW + "-2"\n',
      'pkg/names.py': 'RAW = "raw"\n',
      'pkg/deep/names.py': 'DEEP = "deep"\n',
    };
    assert.deepEqual(linesAmong(files), ['used raw', 'used raw-2', 'used deep', 'used deep']);
  });

  it('finds packages that are mere folders', () => {
    const files = {
      'train.py':
        'import wandb\nimport a.b.c\nfrom a.b import c as d\nrun = wandb.init()\nrun.use_artifact(a.b.c.X)\nrun.use_artifact(d.X)\n',
      'a/b/c.py': 'X = "x"\n',
    };
    assert.deepEqual(linesAmong(files), ['used x', 'used x']);
  });

  it('looks beside the file, in the folders above, and in src', () => {
    const code = 'import wandb\nfrom proj.names import X\nwandb.init().use_artifact(X)\n';
    const from = (path: string, main = 'jobs/deep/train.py') =>
      linesAmong({ [main]: code, [path]: 'X = "x"\n' }, main);
    assert.deepEqual(from('jobs/deep/proj/names.py'), ['used x']);
    assert.deepEqual(from('jobs/proj/names.py'), ['used x']);
    assert.deepEqual(from('proj/names.py'), ['used x']);
    assert.deepEqual(from('src/proj/names.py'), ['used x']);
    assert.deepEqual(from('src/proj/names.py', 'src/proj/train.py'), ['used x']);
    assert.deepEqual(from('other/proj/names.py'), ['used ?']);
  });

  it('takes the nearest of several', () => {
    const files = {
      'jobs/train.py': 'import wandb\nimport names\nwandb.init().use_artifact(names.X)\n',
      'jobs/names.py': 'X = "near"\n',
      'names.py': 'X = "far"\n',
    };
    assert.deepEqual(linesAmong(files, 'jobs/train.py'), ['used near']);
  });

  it('binds what a star gives', () => {
    const code = 'from names import *\nrun = wandb.init()\nrun.use_artifact(X)\nrun.use_artifact(_Y)\n';
    const names = 'import wandb\nX = "x"\n_Y = "y"\n';
    assert.deepEqual(linesAmong({ 'train.py': code, 'names.py': names }), ['used x', 'used ?']);
    assert.deepEqual(linesAmong({ 'train.py': code, 'names.py': `${names}__all__ = ["wandb", "_Y"]\n` }), [
      'used ?',
      'used y',
    ]);
  });

  it('calls functions and makes objects of other files', () => {
    const files = {
      'train.py': `import wandb
from lib.names import versioned, Names
from lib import make_run
run = make_run("demo")
run.use_artifact(versioned("raw"))
run.use_artifact(Names("net").full())
run.use_artifact(Names.kind)
`,
      'lib/__init__.py':
        'import wandb\ndef make_run(project):\n    return wandb.init(project=project, entity="team")\n',
      'lib/names.py': `VERSION = "v3"
def versioned(name, alias=VERSION):
    return f"{name}:{alias}"
class Names:
    kind = "model"
    def __init__(self, base):
        self.base = base
    def full(self):
        return versioned(self.base, "best")
`,
    };
    const file = scanAmong(files);
    assert.deepEqual(lines(file), ['used raw:v3', 'used net:best', 'used model']);
    assert.deepEqual(
      file.references.map((it) => it.scope),
      [1, 2, 3].map(() => ({ entity: 'team', project: 'demo' })),
    );
    assert.deepEqual(file.runs, []);
  });

  it('leaves the calls of other files to them', () => {
    const files = {
      'train.py':
        'import wandb\nfrom lib import fetch\nart = fetch(wandb.init(), "raw")\nwandb.log_artifact(art)\n',
      'lib.py': 'import wandb\ndef fetch(run, name):\n    return run.use_artifact(name + ":v1")\n',
    };
    assert.deepEqual(linesAmong(files), ['logged artifact raw:v1']);
    assert.deepEqual(linesAmong(files, 'lib.py'), ['used ~ *:v1']);
  });

  it('inherits from classes of other files', () => {
    const files = {
      'train.py': `import wandb
from base import Job
class Train(Job):
    prefix = "train"
    def go(self):
        self.run.use_artifact(self.name("raw"))
Train().go()
`,
      'base.py': `import wandb
class Job:
    prefix = "job"
    def __init__(self):
        self.run = wandb.init(project="p")
    def name(self, of):
        return f"{self.prefix}-{of}"
`,
    };
    assert.deepEqual(linesAmong(files), ['used train-raw']);
  });

  it('survives modules that import one another', () => {
    const files = {
      'train.py': 'import wandb\nfrom a import X, Z\nwandb.init().use_artifact(X)\nwandb.use_artifact(Z)\n',
      'a.py': 'import b\nfrom b import Y, Z\nX = Y + "-a"\nQ = "q"\n',
      'b.py': 'import a\nfrom a import Z\nY = "y"\n',
    };
    assert.deepEqual(linesAmong(files), ['used y-a', 'used ?']);
    const own = 'import wandb\nimport train\nNAME = "n"\nwandb.init().use_artifact(train.NAME)\n';
    assert.equal(linesAmong({ 'train.py': own }).length, 1);
  });

  it('evaluates a module once, and not as the main program', () => {
    const reads: string[] = [];
    const files: Files = {
      'train.py':
        'import wandb\nfrom a import X\nfrom b import f\nrun = wandb.init()\nrun.use_artifact(X)\nrun.use_artifact(f())\n',
      'a.py': 'X = "x"\nif __name__ == "__main__":\n    X = "main"\n',
      'b.py': 'def f():\n    from a import X\n    return X + "-b"\n',
    };
    const file = scanFile('train.py', files['train.py'] ?? '', {
      read: (path) => {
        if (files[path]) reads.push(path);
        return files[path];
      },
    });
    assert.deepEqual(lines(file), ['used x', 'used x-b']);
    assert.ok(reads.length < 20, `${reads.length} reads`);
  });

  it('keeps a module that is first looked up in a branch', () => {
    const files = {
      'train.py': `import wandb, sys
run = wandb.init()
if len(sys.argv) > 1:
    from names import X
    run.use_artifact(X)
else:
    import names
    run.use_artifact(names.X)
`,
      'names.py': 'X = "x"\n',
    };
    assert.deepEqual(linesAmong(files), ['used x', 'used x']);
  });

  it('takes the import that is in view where another is tried first', () => {
    const files = {
      'train.py': `import wandb
try:
    from names import X
except ImportError:
    from .names import X
wandb.init().use_artifact(X)
`,
      'names.py': 'X = "x"\n',
    };
    assert.deepEqual(linesAmong(files), ['used x']);
    const lone = `import wandb
try:
    from installed.names import X
except ImportError:
    from names import X
wandb.init().use_artifact(X)
`;
    assert.deepEqual(linesAmong({ ...files, 'train.py': lone }), ['used x']);
  });

  it('lets an imported module set the environment', () => {
    const files = {
      'train.py': 'import wandb\nimport setup_env\nwandb.init().use_artifact("a")\n',
      'setup_env.py': 'import os\nos.environ["WANDB_PROJECT"] = "from-env"\n',
    };
    assert.deepEqual(scanAmong(files).references[0]?.scope, { project: 'from-env' });
  });

  it('does not take W&B or the library for modules of the folder', () => {
    const files = {
      'train.py': 'import wandb, os\nwandb.init().use_artifact(os.path.join("a", "b"))\n',
      'wandb.py': 'def init(): pass\n',
      'os.py': 'path = None\n',
    };
    assert.deepEqual(linesAmong(files), ['used a/b']);
  });

  it('imports into notebooks', () => {
    const notebook = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [
        { cell_type: 'code', source: 'import wandb\nfrom names import X' },
        { cell_type: 'code', source: 'wandb.init().use_artifact(X)' },
      ],
    });
    assert.deepEqual(linesAmong({ 'work/a.ipynb': notebook, 'names.py': 'X = "x"\n' }, 'work/a.ipynb'), [
      'used x',
    ]);
  });

  it('ends on a chain of modules without end', () => {
    const file = scanFile('train.py', 'import wandb\nfrom m0 import X\nwandb.init().use_artifact(X)\n', {
      read: (path) => {
        const number = /^m(\d+)\.py$/.exec(path)?.[1];
        return number && `from m${Number(number) + 1} import X\n`;
      },
    });
    assert.deepEqual(lines(file), ['used ?']);
  });
});
