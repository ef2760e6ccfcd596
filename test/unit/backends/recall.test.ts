// What an earlier start was told is told again at once, then asked anew; and kept in a file that signing out deletes.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendError } from '../../../src/backends/backend.ts';
import { setCachedText } from '../../../src/backends/cached.ts';
import { type Notebook, notebookNamespace, openNotebook } from '../../../src/backends/notebook.ts';
import { type Kind, type Recall, recall } from '../../../src/backends/recall.ts';
import { cacheIn } from '../../../src/cli/nodeCache.ts';
import { inEnglish, sentence } from '../../../src/lineage/sentence.ts';

const { signal } = new AbortController();
const minute = 60_000;

interface Word {
  readonly text: string;
  readonly readAt: number;
}
const words: Kind<Word | undefined> = {
  name: 'word',
  fits: (value): value is Word | undefined => value === undefined || typeof (value as Word).text === 'string',
  stands: (word) => (word?.text === 'torn' ? 0 : word ? Number.POSITIVE_INFINITY : minute),
};

function textOf(memory: Recall): string {
  const problem = memory.problem();
  return problem ? inEnglish(problem.text) : '';
}

describe('recalled answers', () => {
  let folder = '';
  let time = 1000;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-recall-'));
  });
  const opened: Notebook[] = [];
  afterEach(async () => {
    // One that is left open writes a while later.
    for (const notebook of opened.splice(0)) {
      await notebook.flush();
      notebook.close();
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** A new start: what is asked anew waits for `settle`. */
  function start() {
    const notebook = openNotebook(cacheIn(folder), 'https://lab secret', () => time);
    opened.push(notebook);
    const waiting: (() => void)[] = [];
    const told: (string | undefined)[] = [];
    const memory = recall({
      notebook,
      now: () => time,
      changed: () => {
        const problem = memory.problem();
        told.push(problem && inEnglish(problem.text));
      },
      quiet: (work) => void waiting.push(work),
    });
    const asked: (Word | undefined)[] = [];
    const ask = (answer: () => Word | undefined) => async (_inner: AbortSignal, known: Word | undefined) => {
      asked.push(known);
      return answer();
    };
    const settle = async () => {
      for (const work of waiting.splice(0)) work();
      await new Promise(setImmediate);
    };
    return { memory, notebook, asked, told, ask, settle };
  }
  const word = (text: string): Word => ({ text, readAt: time });

  it('come from an earlier start without asking, then anew, and a difference is told', async () => {
    const first = start();
    await first.memory.get<Word | undefined>(
      words,
      'a',
      first.ask(() => word('old')),
      signal,
    );
    await first.notebook.flush();
    time += minute;
    const second = start();
    const get = () =>
      second.memory.get<Word | undefined>(
        words,
        'a',
        second.ask(() => word('new')),
        signal,
      );
    assert.deepEqual([(await get())?.text, (await get())?.text], ['old', 'old']);
    assert.deepEqual(second.asked, []);
    assert.equal(second.memory.saidAt(words, 'a'), time - minute);
    assert.equal(second.memory.saidAt(words, 'b'), undefined);
    await second.settle();
    assert.equal(second.memory.saidAt(words, 'a'), time);
    assert.deepEqual(second.asked, [{ text: 'old', readAt: time - minute }]);
    assert.deepEqual(second.told, [undefined]);
    assert.equal((await get())?.text, 'new');
    assert.equal(second.asked.length, 1);
  });

  it('that are the same but for when they were read change nothing', async () => {
    const first = start();
    await first.memory.get<Word | undefined>(
      words,
      'a',
      first.ask(() => word('same')),
      signal,
    );
    await first.notebook.flush();
    time += minute;
    const second = start();
    await second.memory.get<Word | undefined>(
      words,
      'a',
      second.ask(() => word('same')),
      signal,
    );
    await second.settle();
    assert.deepEqual([second.asked.length, second.told], [1, []]);
  });

  it('stay as they were while the tracker cannot be reached, which is told', async () => {
    const first = start();
    await first.memory.get<Word | undefined>(
      words,
      'a',
      first.ask(() => word('good')),
      signal,
    );
    await first.notebook.flush();
    const second = start();
    const fail = () => {
      throw new BackendError('unreachable', sentence('The lab cannot be reached: check the network.'));
    };
    await second.memory.get<Word | undefined>(words, 'a', second.ask(fail), signal);
    await second.settle();
    assert.equal(
      (await second.memory.get<Word | undefined>(words, 'a', second.ask(fail), signal))?.text,
      'good',
    );
    assert.match(second.told[0] ?? '', /^The lab cannot be reached: .* what was read before is shown\.$/);
  });

  it('are given while the tracker is out of reach, which is asked no second time for what is not known', async () => {
    const { memory, asked, ask } = start();
    const get = (key: string, answer: () => Word) =>
      memory.get<Word | undefined>(words, key, ask(answer), signal);
    const away = () => {
      throw new BackendError('unreachable', sentence('The lab cannot be reached: check the network.'));
    };
    await assert.rejects(get('b', away), /cannot be reached/);
    assert.equal(textOf(memory), 'The lab cannot be reached: check the network.');
    const second = start();
    const again = (key: string, answer: () => Word) =>
      second.memory.get<Word | undefined>(words, key, second.ask(answer), signal);
    await again('a', () => word('good'));
    await assert.rejects(again('b', away), /cannot be reached/);
    await assert.rejects(again('c', away), /cannot be reached/);
    assert.equal((await again('a', away))?.text, 'good');
    assert.deepEqual([asked.length, second.asked.length], [1, 2]);
    assert.match(textOf(second.memory), /network\. Until then what was read before is shown\.$/);
    await second.memory.renew(() => true);
    assert.equal(second.memory.problem(), undefined);
    assert.equal((await again('c', () => word('back')))?.text, 'back');
  });

  it('are asked anew where they go out of date by themselves, and only those', async () => {
    const { memory, ask, asked } = start();
    const answers = new Map([
      ['going', 'step 1'],
      ['ended', 'step 9'],
    ]);
    const get = (key: string) =>
      memory.get<Word | undefined>(
        words,
        key,
        ask(() => word(answers.get(key) ?? '')),
        signal,
      );
    await Promise.all([get('going'), get('ended')]);
    const live = (_: unknown, place: string) => place === `${words.name} going`;
    assert.equal(await memory.renew(live), false);
    answers.set('going', 'step 2').set('ended', 'step 10');
    assert.equal(await memory.renew(live), true);
    assert.equal(asked.length, 4);
    assert.deepEqual([(await get('going'))?.text, (await get('ended'))?.text], ['step 2', 'step 9']);
  });

  it('are asked anew up to a number, those wanted last before all, and none after the end', async () => {
    const end = new AbortController();
    const asked: string[] = [];
    const memory = recall({ now: () => time, ended: end.signal });
    const get = (key: string) =>
      memory.get<Word | undefined>(
        words,
        key,
        async (inner) => {
          inner.throwIfAborted();
          asked.push(key);
          return word(key);
        },
        signal,
      );
    for (const key of ['a', 'b', 'c', 'a']) await get(key);
    asked.splice(0);
    await memory.renew(() => true, 2);
    assert.deepEqual(asked.sort(), ['a', 'c']);
    end.abort(new Error('signed out'));
    await assert.rejects(
      memory.renew(() => true),
      /signed out/,
    );
    assert.equal(asked.length, 2);
  });

  it('stay when asking anew fails, which is told', async () => {
    const { memory, ask } = start();
    let answer = () => word('good');
    const get = () =>
      memory.get<Word | undefined>(
        words,
        'a',
        ask(() => answer()),
        signal,
      );
    await get();
    answer = () => {
      throw new BackendError('unreachable', sentence('The lab cannot be reached: check the network.'));
    };
    await assert.rejects(
      memory.renew(() => true),
      /cannot be reached/,
    );
    assert.equal((await get())?.text, 'good');
  });

  it('are asked again when they no longer stand, or never did', async () => {
    const { memory, asked, ask } = start();
    const get = (key: string, answer: Word | undefined) =>
      memory.get<Word | undefined>(
        words,
        key,
        ask(() => answer),
        signal,
      );
    await get('none', undefined);
    await get('none', undefined);
    assert.equal(asked.length, 1);
    time += minute;
    await get('none', undefined);
    assert.equal(asked.length, 2);
    await get('torn', word('torn'));
    await get('torn', word('torn'));
    assert.equal(asked.length, 4);
  });

  it('of another form count as unknown', async () => {
    const first = start();
    first.notebook.set('word a', { number: 3 });
    await first.notebook.flush();
    const second = start();
    assert.equal(
      (
        await second.memory.get<Word | undefined>(
          words,
          'a',
          second.ask(() => word('asked')),
          signal,
        )
      )?.text,
      'asked',
    );
  });

  it('of an earlier form, or from a damaged file, count as unknown and are written over', async () => {
    const first = start();
    first.notebook.set('word a', word('kept'));
    await first.notebook.flush();
    const [name = ''] = await readdir(folder);
    const path = join(folder, name);
    const good = await readFile(path, 'utf8');
    const version = Number(good.split(' ')[1]);
    const body = (text: string, of = version) => {
      const kind = { namespace: notebookNamespace, version: of };
      return setCachedText(cacheIn(folder), kind, 'https://lab secret', text);
    };
    const damaged: Readonly<Record<string, () => Promise<void>>> = {
      nothing: () => rm(path),
      'another letter': () => writeFile(path, good.replace('kept', 'bent')),
      'half of it': () => writeFile(path, good.slice(0, good.length / 2)),
      'the earlier form': () =>
        body(JSON.stringify({ 'word a': { at: 1, value: word('old') } }), version - 1),
      'the earlier form under this number': () =>
        body(JSON.stringify({ 'word a': { at: 1, value: word('old') } })),
      'notes that are none': () => body('{"recorded":[],"wholes":[],"keys":[],"parts":[],"notes":[3]}'),
      'numbers that name nothing': () =>
        body(
          '{"recorded":[],"wholes":[],"keys":[["text"]],"parts":[],"notes":[["word a",1,{"text":[7]},0]]}',
        ),
    };
    for (const [what, damage] of Object.entries(damaged)) {
      await damage();
      const { memory, notebook } = start();
      assert.deepEqual(await memory.noted(words), [], what);
      notebook.set('word b', word('new'));
      await notebook.flush();
      assert.deepEqual(
        (await start().memory.noted(words)).map((it) => it?.text),
        ['new'],
        what,
      );
    }
  });

  it('of two windows stand in one file, the newer of each, and none after the end', async () => {
    const [left, right] = [start(), start()];
    await Promise.all([left.notebook.ready(), right.notebook.ready()]);
    left.notebook.set('word a', word('left'));
    right.notebook.set('word b', word('right'));
    await left.notebook.flush();
    await right.notebook.flush();
    const names = await readdir(folder);
    assert.equal(names.length, 1);
    assert.match(names[0] ?? '', /^tracker-[0-9a-f]{40}$/);
    assert.equal((await readFile(join(folder, names[0] ?? ''), 'utf8')).includes('secret'), false);
    const both = start();
    assert.deepEqual((await both.memory.noted(words)).map((it) => it?.text).sort(), ['left', 'right']);
    left.notebook.set('word c', word('late'));
    left.notebook.close();
    await cacheIn(folder).clear(notebookNamespace);
    await left.notebook.flush();
    assert.deepEqual(await readdir(folder), []);
  });

  it('are all written once a notebook is closed, so that what is then cleared stays away', async () => {
    const inner = cacheIn(folder);
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
    };
    let writing = false;
    const slow = {
      ...inner,
      async set(...args: Parameters<typeof inner.set>) {
        writing = true;
        await turns(20);
        await inner.set(...args);
      },
    };
    const notebook = openNotebook(slow, 'https://lab', () => time);
    await notebook.ready();
    notebook.set('word a', word('late'));
    void notebook.flush();
    while (!writing) await turns(1);
    await notebook.close();
    await inner.clear(notebookNamespace);
    await turns(50);
    assert.deepEqual(await readdir(folder), []);
  });

  it('are written one after the other, so that a slow earlier writing does not undo a later one', async () => {
    const inner = cacheIn(folder);
    let began: (() => void) | undefined;
    const first = new Promise<void>((resolve) => {
      began = resolve;
    });
    const slowAtFirst = {
      ...inner,
      async set(...args: Parameters<typeof inner.set>) {
        const slow = began !== undefined;
        began?.();
        began = undefined;
        if (slow) await new Promise((resolve) => setTimeout(resolve, 100));
        await inner.set(...args);
      },
    };
    const notebook = openNotebook(slowAtFirst, 'https://lab secret', () => time);
    opened.push(notebook);
    notebook.set('word a', word('early'));
    const writing = notebook.flush();
    await first;
    notebook.set('word b', word('late'));
    await Promise.all([writing, notebook.flush()]);
    assert.deepEqual((await start().memory.noted(words)).map((it) => it?.text).sort(), ['early', 'late']);
  });
});
