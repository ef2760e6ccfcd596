// What the outside world accepts: SARIF by its schema, Mermaid by its own parser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { JSDOM } from 'jsdom';
import { repository } from '../hosts/paths.ts';

/** Fails with what is wrong when a log is not one of SARIF 2.1.0. */
export async function assertSarif(log: unknown): Promise<void> {
  const packages = createRequire(join(repository, 'package.json'));
  const index = packages.resolve('@microsoft/jest-sarif');
  const schema = JSON.parse(await readFile(join(index, '..', 'schemas', 'sarif-2.1.0-rtm.5.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  assert.ok(validate(log), ajv.errorsText(validate.errors, { separator: '\n' }));
}

/** Rejects with Mermaid's own error when it cannot read a chart. */
export async function assertMermaid(chart: string): Promise<void> {
  // Its sanitizer of HTML needs a window when it is loaded.
  Object.assign(globalThis, { window: new JSDOM('').window });
  const { default: mermaid } = await import('mermaid');
  const { diagramType } = await mermaid.parse(chart);
  assert.equal(diagramType, 'flowchart-v2');
}
