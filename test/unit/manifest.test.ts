// The manifest says what the code does, where both must say it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tools } from '../../src/join/answers/tools.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('manifest', () => {
  it('offers the questions of agents as they are', () => {
    const offered: readonly Record<string, unknown>[] = manifest.contributes.languageModelTools;
    assert.deepEqual(
      offered.map(({ name, toolReferenceName, modelDescription, inputSchema }) => ({
        name,
        toolReferenceName,
        modelDescription,
        inputSchema,
      })),
      tools.map(({ name, description, inputSchema }) => ({
        name,
        toolReferenceName: name,
        modelDescription: description,
        inputSchema,
      })),
    );
  });
});
