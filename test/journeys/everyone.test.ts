// Views, hover, walkthrough and the map's help in the workbench: by keyboard alone, and axe finds nothing of ours.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../support/hosts/paths.ts';
import { sampleCopy } from '../support/hosts/workspaces.ts';
import { opening, said, spoken } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import { textOf } from '../support/workbench/text.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

/** What VS Code itself does in the frame of every extension's walkthrough, tree or hover. */
const ofTheEditor = [
  'aria-allowed-attr',
  'aria-required-children',
  'frame-title',
  'label-content-name-mismatch',
  'nested-interactive',
  'scrollable-region-focusable',
];
/** Whoever needs links to stand out has VS Code underline them. */
const settings = { 'accessibility.underlineLinks': true };
/** What stands beside a view's title is as faint as VS Code makes it, older ones too faint. */
const exclude = [['.pane-header .description']];
const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];
const walkthrough = '.gettingStartedSlideDetails .getting-started-detail-container';
const views = '.part.sidebar .composite.viewlet';
const hover = '.monaco-hover:not(.hidden)';

describe('the workbench for everyone', () => {
  journey(
    'needs no mouse, and axe finds nothing wrong',
    { workspace: sampleCopy, settings },
    async (workbench) => {
      const { page } = workbench;
      // What comes up does so by degrees: half transparent, no text is legible.
      const noFaults = (parts: readonly string[], theme: string) =>
        eventually(async () => assert.deepEqual(await faults(workbench, parts), [], theme));
      await page.evaluate(await readFile(join(repository, 'node_modules/axe-core/axe.min.js'), 'utf8'));
      await workbench.openView('Artifact Lineage');
      await eventually(async () => {
        const names = await page
          .locator(`${views} .monaco-list-row`)
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
        assert.ok(names.some((name) => name?.startsWith(`vague-morning-5, train · ${said('finished')}`)));
      });
      await workbench.openFile('train.py');
      await workbench.placeCaret('run.use_artifact(name)', 'name');
      for (const theme of themes) {
        await press(page, 'Preferences: Color Theme', theme);
        await press(page, 'Welcome: Open Walkthrough...', 'Get Started with Artifact Lineage');
        await page.locator(walkthrough).getByText(said('Open your code, or the sample')).first().waitFor();
        await noFaults([walkthrough, views], theme);
        await press(page, 'View: Close Editor');
        await press(page, 'Show or Focus Hover');
        await page.locator(hover, { hasText: 'mnist_dataset:v0' }).waitFor();
        await noFaults([hover], theme);
      }

      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Alt+L');
      const { frame } = await workbench.map();
      await press(page, 'Lineage: Accessibility Help for the Map');
      const help = frame.getByRole('dialog', { name: said('Keys') });
      await help.getByText(opening('The map is one tab stop')).waitFor();
      const leave = async () => {
        await help.locator('button:focus').waitFor();
        await page.keyboard.press('Escape');
        await frame.locator('g.tile:focus').waitFor();
      };
      await leave();
      await page.keyboard.press('Alt+F1');
      await leave();

      await press(page, `Artifact Lineage: Focus on ${said('Runs')} View`);
      await page.locator(`${views} .monaco-list:focus`).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Alt+F1');
      await eventually(async () =>
        assert.match(
          await textOf(page.locator('.accessible-view')),
          new RegExp(opening('Runs that a tracker recorded')),
        ),
      );

      // Code was there, the runs were looked at without a server, and a lineage was shown.
      await page.keyboard.press('Escape');
      await press(page, 'Welcome: Open Walkthrough...', 'Get Started with Artifact Lineage');
      const steps = page.locator('[data-step-id]');
      await eventually(async () =>
        assert.deepEqual(
          await steps.evaluateAll((all) =>
            all.map((it) => [it.getAttribute('data-step-id')?.split('#').at(-1), it.ariaChecked]),
          ),
          [
            ['open', 'true'],
            ['connect', 'true'],
            ['show', 'true'],
          ],
        ),
      );
    },
  );
});

/** Runs a command, and takes a row of what it asks, with the keyboard alone. */
async function press(page: Workbench['page'], command: string, row?: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  const choose = async (prefix: string, english: string) => {
    const label = spoken(english);
    await input.fill(prefix + label);
    const name = page.locator('.quick-input-widget .monaco-list-row.focused .label-name').first();
    await eventually(async () => {
      if ((await textOf(name)).startsWith(label)) return;
      await page.keyboard.press('ArrowDown');
      throw new Error(`${label} cannot be reached.`);
    });
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('F1');
  await input.waitFor();
  await choose('>', command);
  if (row) {
    await eventually(async () => assert.equal(await input.inputValue(), ''));
    await choose('', row);
  }
  await input.waitFor({ state: 'hidden' });
}

/** What axe finds wrong in parts of the window: the rule, and where. */
async function faults({ page }: Workbench, parts: readonly string[]): Promise<readonly string[]> {
  const rules = Object.fromEntries(ofTheEditor.map((rule) => [rule, { enabled: false }]));
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(${JSON.stringify({ include: parts.map((part) => [part]), exclude })}, ${JSON.stringify({ rules })})`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
