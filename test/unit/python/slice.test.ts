// Slices: what is not run makes no difference to what is found.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { factsOf } from '../../../src/python/facts.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { Slice } from '../../../src/python/slice.ts';
import { sourceOf } from '../../../src/python/source.ts';

/** The first lines of the statements that are kept. */
function kept(code: string): readonly string[] {
  const facts = factsOf([sourceOf('a.py', null, code)]);
  const slice = new Slice(facts);
  slice.keepSites();
  return facts.all
    .filter(({ node }) => slice.keeps(node))
    .map(({ node }) => code.slice(node.from, node.to).split('\n')[0] ?? '');
}

/** Scans with every statement kept. */
function scanWhole(path: string, code: string) {
  const { keepSites } = Slice.prototype;
  Slice.prototype.keepSites = Slice.prototype.keepAll;
  try {
    return scanFile(path, code);
  } finally {
    Slice.prototype.keepSites = keepSites;
  }
}

describe('slices', () => {
  it('keep what a name comes from, and leave the rest', () => {
    const code = `import wandb, torch
LR = 0.1
NAME = "raw"
def build(width): return torch.nn.Linear(width, 1)
def name_of(kind): return f"{NAME}-{kind}"
model = build(3)
run = wandb.init()
for epoch in range(10):
    loss = model(epoch)
run.use_artifact(name_of("a"))
`;
    assert.deepEqual(kept(code), [
      'import wandb, torch',
      'NAME = "raw"',
      'def name_of(kind): return f"{NAME}-{kind}"',
      'return f"{NAME}-{kind}"',
      'run = wandb.init()',
      'run.use_artifact(name_of("a"))',
    ]);
  });

  it('keep calls of functions that name artifacts, and methods that set what is named', () => {
    const code = `import wandb
class T:
    def setup(self): self.name = "raw"
    def train(self): self.loss = 1
    def go(self): wandb.use_artifact(self.name)
t = T()
t.setup()
t.train()
t.go()
`;
    const lines = kept(code);
    assert.ok(lines.includes('t.setup()') && lines.includes('t.go()'));
    assert.ok(!lines.includes('t.train()'));
  });

  it('keep nothing of code that names no artifact and starts no run', () => {
    assert.deepEqual(kept('import wandb\nx = 1\nprint(wandb.__version__)\nwandb.log({"a": x})\n'), []);
  });

  it('find in every snippet what the whole program gives', () => {
    for (const name of ['call-site-snippets', 'snippets']) {
      const snippets: readonly { readonly code?: readonly string[] }[] = JSON.parse(
        readFileSync(`test/fixtures/python/${name}.json`, 'utf8'),
      );
      for (const { code = [] } of snippets)
        assert.deepEqual(scanFile('a.py', code.join('\n')), scanWhole('a.py', code.join('\n')));
    }
  });
});
