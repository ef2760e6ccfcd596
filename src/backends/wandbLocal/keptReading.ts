// A folder's reading as the index keeps it: a line of text, of which only the head is read until the rest is wanted.

import type { FolderReading } from './readFolder.ts';

export interface KeptReading {
  readonly logName: string | undefined;
  /** The log as it was when it was read, in bytes and milliseconds since 1970; undefined when none could be read. */
  readonly size: number | undefined;
  readonly modifiedAt: number | undefined;
  /** Nothing of the folder changes any more without its log. */
  readonly settled: boolean;
  readonly reading: FolderReading;
}

/** What was just read, to be kept. */
export function keptReading(reading: FolderReading, settled: boolean): KeptReading {
  const { logName, log } = reading;
  return { logName, size: log?.size, modifiedAt: log?.modifiedAt, settled, reading };
}

/** A line of the index: the folder's name, the head, and the reading as JSON, with tabs between them. */
export function lineOf(name: string, it: KeptReading): string | undefined {
  if (it instanceof Line && it.text !== undefined) return it.text;
  const head = [name, it.logName ?? '', it.size ?? '', it.modifiedAt ?? '', it.settled ? 1 : 0];
  // A name may hold anything but a slash: one that would break the line is not kept.
  if (/[\t\n]/.test(name + head[1])) return undefined;
  return `${head.join('\t')}\t${JSON.stringify(it.reading)}`;
}

/** The name and the reading of a line that `lineOf` has made. */
export function fromLine(text: string): readonly [name: string, it: KeptReading] {
  const name = text.indexOf('\t');
  return [text.slice(0, name), new Line(text, name + 1)];
}

/** Thousands are made at a start, so this is a class: its one function is shared. */
class Line implements KeptReading {
  /** Let go once it is parsed, since it is part of the whole index's text. */
  text: string | undefined;
  readonly logName: string | undefined;
  readonly size: number | undefined;
  readonly modifiedAt: number | undefined;
  readonly settled: boolean;
  readonly #rest: number;
  #reading: FolderReading | undefined;

  constructor(text: string, from: number) {
    const log = text.indexOf('\t', from);
    const size = text.indexOf('\t', log + 1);
    const modified = text.indexOf('\t', size + 1);
    const settled = text.indexOf('\t', modified + 1);
    this.text = text;
    this.logName = log > from ? text.slice(from, log) : undefined;
    this.size = numberIn(text, log + 1, size);
    this.modifiedAt = numberIn(text, size + 1, modified);
    this.settled = text[modified + 1] === '1';
    this.#rest = settled + 1;
  }

  get reading(): FolderReading {
    if (this.text !== undefined) this.#reading = JSON.parse(this.text.slice(this.#rest)) as FolderReading;
    this.text = undefined;
    return this.#reading as FolderReading;
  }
}

function numberIn(text: string, from: number, to: number): number | undefined {
  return to > from ? Number(text.slice(from, to)) : undefined;
}
