// Says our words in Spanish without an editor.
import { readFileSync } from 'node:fs';
import { english, type Say } from '../../../src/join/say.ts';
import { files } from './words.ts';

const table: Readonly<Record<string, string>> = JSON.parse(readFileSync(files.spanish, 'utf8'));

export const spanish: Say = (message, ...values) => english(table[message] ?? message, ...values);
