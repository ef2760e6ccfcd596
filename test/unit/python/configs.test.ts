// Names that stand in YAML and JSON files which the program reads by a known path.

import assert from 'node:assert/strict';
import { linesAmong, scanAmong } from './among.ts';
import { lines } from './scanning.ts';

const yaml = `# names
data:
  name: raw
  alias: prod
model: "net:v2"
version: 3
list: [a, b]
`;

describe('configuration files', () => {
  for (const load of [
    'cfg = yaml.safe_load(open("conf.yaml"))',
    'cfg = yaml.load(open("./conf.yaml"), Loader=yaml.FullLoader)',
    'with open("conf.yaml", "r") as f:\n    cfg = yaml.safe_load(f)',
    'cfg = yaml.safe_load(open("conf.yaml").read())',
    'cfg = yaml.safe_load(Path("conf.yaml").read_text())',
    'with Path("conf.yaml").open() as f:\n    cfg = yaml.safe_load(f)',
    'cfg = yaml.safe_load((Path(__file__).parent / "conf.yaml").read_text())',
    'cfg = yaml.safe_load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "conf.yaml")))',
    'cfg = yaml.safe_load(open(Path(__file__).resolve().parents[0] / "conf.yaml"))',
    'cfg = OmegaConf.load("conf.yaml")',
    'cfg = OmegaConf.merge(OmegaConf.load("conf.yaml"), OmegaConf.from_cli())',
    'cfg = OmegaConf.to_container(OmegaConf.load("conf.yaml"))',
    'def read(path="conf.yaml"):\n    with open(path) as f:\n        return yaml.safe_load(f)\ncfg = read()',
  ])
    it(load.replaceAll('\n', '; '), () => {
      const code = `import os, wandb, yaml
from pathlib import Path
from omegaconf import OmegaConf
${load}
run = wandb.init()
run.use_artifact(f'{cfg["data"]["name"]}:{cfg["data"]["alias"]}')
run.use_artifact(cfg["model"])
run.use_artifact(f"x:v{cfg['version']}")
for name in cfg["list"]: run.use_artifact(name)
`;
      assert.deepEqual(linesAmong({ 'train.py': code, 'conf.yaml': yaml }), [
        'used raw:prod',
        'used net:v2',
        'used x:v3',
        'used a | b',
      ]);
    });

  it('reads JSON, tabs included', () => {
    const code = `import json, wandb
with open("conf/names.json") as f:
    names = json.load(f)
wandb.init(project=names["project"]).use_artifact(names["data"])
`;
    const file = scanAmong({
      'train.py': code,
      'conf/names.json': '{\n\t"project": "p",\n\t"data": "raw:v1"\n}\n',
    });
    assert.deepEqual(file.references[0]?.value.values, ['raw:v1']);
    assert.deepEqual(file.references[0]?.scope, { project: 'p' });
  });

  for (const load of [
    'import tomllib\nwith open("c.toml", "rb") as f:\n    cfg = tomllib.load(f)',
    'import toml\ncfg = toml.load("c.toml")',
    'import tomli\nfrom pathlib import Path\ncfg = tomli.loads(Path("c.toml").read_text())',
  ])
    it(`reads TOML: ${load.split('\n')[0]}`, () => {
      const code = `import wandb
${load}
run = wandb.init(project=cfg["project"])
run.use_artifact(cfg["data"]["raw"]["name"])
run.use_artifact(f'{cfg["data"]["n"]}:v{cfg["data"]["v"]}')
for it in cfg["sets"]: run.use_artifact(it["name"])
for it in cfg["data"]["more"]: run.use_artifact(it)
run.use_artifact(cfg["data"]["t"]["x"])
`;
      const conf = `project = "p"
[data]
raw.name = 'raw:v1' # the first
"n" = "net"
v = 2
more = ["a", "b"]
t = { x = "y" }
[[sets]]
name = "s1"
[[sets]]
name = "s2"
`;
      const file = scanAmong({ 'train.py': code, 'c.toml': conf });
      assert.deepEqual(lines(file), ['used raw:v1', 'used net:v2', 'used s1 | s2', 'used a | b', 'used y']);
      assert.deepEqual(file.references[0]?.scope, { project: 'p' });
      assert.deepEqual(file.references[0]?.literalAt, {
        path: 'c.toml',
        cell: null,
        range: { start: { line: 2, character: 11 }, end: { line: 2, character: 19 } },
      });
      assert.deepEqual(
        file.references[0]?.value.steps.map(({ text }) => text),
        ["raw.name = 'raw:v1' # the first"],
      );
    });

  it('places the name in the file, quotes included, and tells its line', () => {
    const code =
      'import wandb, yaml\ncfg = yaml.safe_load(open("conf.yaml"))\nwandb.init().use_artifact(cfg["model"])\n';
    const [reference] = scanAmong({ 'train.py': code, 'conf.yaml': yaml }).references;
    assert.deepEqual(reference?.literalAt, {
      path: 'conf.yaml',
      cell: null,
      range: { start: { line: 4, character: 7 }, end: { line: 4, character: 15 } },
    });
    assert.deepEqual(
      reference?.value.steps.map(({ text, at }) => [at.path, at.range.start.line, text]),
      [['conf.yaml', 4, 'model: "net:v2"']],
    );
  });

  it('knows nothing of a file that is not there, is broken, or has no known path', () => {
    const code = (path: string) =>
      `import sys, wandb, yaml\ncfg = yaml.safe_load(open(${path}))\nwandb.init().use_artifact(cfg["a"])\n`;
    assert.deepEqual(linesAmong({ 'train.py': code('"b.yaml"'), 'conf.yaml': 'a: x\n' }), ['used ?']);
    assert.deepEqual(linesAmong({ 'train.py': code('"conf.yaml"'), 'conf.yaml': 'a: "x\nb: [' }), ['used ?']);
    assert.deepEqual(linesAmong({ 'train.py': code('f"{sys.argv[1]}/c.yaml"'), 'c.yaml': 'a: x\n' }), [
      'used ?',
    ]);
    assert.deepEqual(linesAmong({ 'train.py': code('"/conf.yaml"'), 'conf.yaml': 'a: x\n' }), ['used ?']);
    assert.deepEqual(linesAmong({ 'train.py': code('"../conf.yaml"'), 'conf.yaml': 'a: x\n' }), ['used ?']);
  });

  it('gives the names of each file that the path may mean', () => {
    const code =
      'import wandb, yaml\ncfg = yaml.safe_load(open("c.yaml"))\nwandb.init().use_artifact(cfg["a"])\n';
    assert.deepEqual(linesAmong({ 'jobs/t.py': code, 'c.yaml': 'a: x\n' }, 'jobs/t.py'), ['used x']);
    assert.deepEqual(
      linesAmong({ 'jobs/t.py': code, 'c.yaml': 'a: x\n', 'jobs/c.yaml': 'a: y\n' }, 'jobs/t.py'),
      ['used y | x'],
    );
  });

  it('follows anchors, merge keys and interpolations', () => {
    const conf = `base: &base {name: raw, alias: v1}
train:
  <<: *base
  alias: v2
full: \${train.name}:\${train.alias}
near: {n: x, m: "\${.n}-y"}
env: \${oc.env:DATA,fallback}
loop: \${loop}
gone: \${nope.x}-z
`;
    const code = `import wandb
from omegaconf import OmegaConf
cfg = OmegaConf.load("c.yaml")
run = wandb.init()
run.use_artifact(cfg.train.name + ":" + cfg.train.alias)
run.use_artifact(cfg.full)
run.use_artifact(cfg.near.m)
run.use_artifact(cfg.env)
run.use_artifact(cfg.loop)
run.use_artifact(cfg.gone)
`;
    assert.deepEqual(linesAmong({ 'train.py': code, 'c.yaml': conf }), [
      'used raw:v2',
      'used raw:v2',
      'used x-y',
      'used fallback',
      'used ?',
      'used ~ *-z',
    ]);
  });

  it('keeps aliases of aliases within bounds', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);
    const code =
      'import wandb, yaml\ncfg = yaml.safe_load(open("c.yaml"))\nwandb.init().use_artifact(cfg["a"])\n';
    const conf = `a: x\nl0: &l0 [y, y]\n${levels.join('\n')}\n`;
    assert.deepEqual(linesAmong({ 'train.py': code, 'c.yaml': conf }), ['used x']);
  });

  it('reads through a module that loads the file', () => {
    const files = {
      'jobs/train.py': 'import wandb\nfrom lib.conf import CFG\nwandb.init().use_artifact(CFG["a"])\n',
      'lib/conf.py':
        'import yaml, pathlib\nCFG = yaml.safe_load((pathlib.Path(__file__).parent / "c.yaml").read_text())\n',
      'lib/c.yaml': 'a: x\n',
      'jobs/c.yaml': 'a: wrong\n',
    };
    assert.deepEqual(linesAmong(files, 'jobs/train.py'), ['used x']);
  });

  it('names after the script by its own path', () => {
    const code = 'import wandb\nfrom pathlib import Path\nwandb.init().use_artifact(Path(__file__).stem)\n';
    assert.deepEqual(linesAmong({ 'jobs/train.py': code }, 'jobs/train.py'), ['used train']);
    const whole = 'import wandb\nwandb.init().use_artifact(__file__)\n';
    assert.deepEqual(linesAmong({ 'jobs/train.py': whole }, 'jobs/train.py'), ['used ~ */jobs/train.py']);
  });
});

describe('hydra', () => {
  const main = (body: string, given = 'config_path="conf", config_name="config", version_base=None') => `
import hydra, wandb
@hydra.main(${given})
def main(cfg):
    run = wandb.init(project=cfg.project)
    ${body}
main()
`;
  const config = 'project: demo\ndata:\n  name: raw\n  alias: prod\n';

  it('takes the configuration from the file that the decorator names', () => {
    const code = main('run.use_artifact(f"{cfg.data.name}:{cfg.data.alias}")');
    const file = scanAmong({ 'train.py': code, 'conf/config.yaml': config });
    assert.deepEqual(file.references[0]?.value.values, ['raw:prod']);
    assert.equal(file.references[0]?.value.kind, 'exact');
    assert.deepEqual(file.references[0]?.scope, { project: 'demo' });
    assert.deepEqual(linesAmong({ 'train.py': code }), ['used ~ *:*']);
  });

  it('finds it from the folder of the script, in old and new forms', () => {
    for (const given of [
      '"../conf", "config"',
      '"1.3", "../conf", "config"',
      'None, "../conf", "config.yaml"',
    ])
      assert.deepEqual(
        linesAmong(
          {
            'jobs/train.py': main('run.use_artifact(cfg["data"].get("name"))', given),
            'conf/config.yaml': config,
          },
          'jobs/train.py',
        ),
        ['used raw'],
      );
  });

  it('composes groups of the defaults list', () => {
    const files = {
      'train.py': main(
        'run.use_artifact(cfg.data.name); run.use_artifact(cfg.model.full); run.use_artifact(cfg.top); run.use_artifact(cfg.db.host); run.use_artifact(cfg.opt.inner.kind)',
      ),
      'conf/config.yaml': `defaults:
  - _self_
  - data: small
  - model: net
  - base
  - other@db: pg
  - opt: adam
  - optional local: mine
  - override hydra/launcher: joblib
project: demo
data: {name: wrong}
`,
      'conf/data/small.yaml': 'name: small-raw\n',
      'conf/model/net.yaml': `name: net\nfull: \${model.name}-\${data.name}\n`,
      'conf/base.yaml': 'top: t\n',
      'conf/other/pg.yaml': 'host: h\n',
      'conf/opt/adam.yaml': 'defaults:\n  - inner: fast\nlr: 1\n',
      'conf/opt/inner/fast.yaml': 'kind: k\n',
    };
    assert.deepEqual(linesAmong(files), [
      'used small-raw',
      'used net-small-raw',
      'used t',
      'used h',
      'used k',
    ]);
  });

  it('lets the primary file win without _self_, and puts a global package at the root', () => {
    const files = {
      'train.py': main('run.use_artifact(cfg.data.name); run.use_artifact(cfg.deep)'),
      'conf/config.yaml': 'defaults:\n  - data: small\n  - experiment: e1\nproject: p\ndata: {name: mine}\n',
      'conf/data/small.yaml': 'name: small\n',
      'conf/experiment/e1.yaml': '# @package _global_\ndeep: d\n',
    };
    assert.deepEqual(linesAmong(files), ['used mine', 'used d']);
  });

  it('ends on files that include one another', () => {
    const files = {
      'train.py': main('run.use_artifact(cfg.a)'),
      'conf/config.yaml': 'defaults: [other]\na: x\n',
      'conf/other.yaml': 'defaults: [config]\n',
    };
    assert.deepEqual(linesAmong(files), ['used x']);
  });
});
