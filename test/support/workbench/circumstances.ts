// Under which circumstances the journeys of a run are walked; all of them can be walked again under others.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import type { ServerHostOptions } from '../hosts/serverHost.ts';
import { installedVariable, localeVariable, placeVariable } from '../suite/rounds.ts';

/** The language in which VS Code asks extensions to speak; its own words stay English. */
export const language = process.env[localeVariable] ?? 'en';
const place = process.env[placeVariable] ?? 'trusted';
/** Whether a folder that was never opened is trusted. */
export const trusted = place !== 'untrusted';
/** For what a failed journey leaves behind. */
export const roundName = `${language} ${place}`;
const installed = process.env[installedVariable];

export interface Circumstances extends Pick<ServerHostOptions, 'extensions' | 'language' | 'trust'> {
  /** The folder of the extension, where it is not installed. */
  readonly extension?: string;
  /** `web`: it runs in a worker of the browser, without Node. */
  readonly kind?: 'web';
}

/** Of this run: the packaged extension where the run has installed it, else what is built in dist/. */
export async function circumstances(): Promise<Circumstances> {
  const speaks = language === 'en' ? {} : { language };
  if (place === 'web') return { ...speaks, kind: 'web', extension: await unpacked() };
  return {
    ...speaks,
    ...(place === 'untrusted' && { trust: 'asked' }),
    ...(installed ? { extensions: installed } : { extension: repository }),
  };
}

/** The server installs for a host with Node; the worker takes what was unpacked then. */
async function unpacked(): Promise<string> {
  const [name] = installed ? (await readdir(installed)).filter((it) => it.includes('artifact-lineage')) : [];
  return installed && name ? join(installed, name) : repository;
}

/** What not every place has: a folder's trust, and what only Node can do (git, processes, other servers). */
export type Need = 'trust' | 'node';

/** Registers a test where what it needs is there; elsewhere it counts as skipped. */
export function where(...needs: readonly Need[]): Mocha.TestFunction | Mocha.PendingTestFunction {
  const lacking =
    (place === 'untrusted' && needs.includes('trust')) || (place === 'web' && needs.includes('node'));
  return lacking ? it.skip : it;
}

/** Describes what is the same in every place and language: it is looked at once. */
export function once(title: string, tests: (this: Mocha.Suite) => void): void {
  if (language === 'en' && place === 'trusted') describe(title, tests);
  else describe.skip(title, tests);
}
