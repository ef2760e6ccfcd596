// Told by the extension host of a benchmark once it is up: how long its process took to get there.

import { startMark } from './editorMeasured.ts';

export async function run(): Promise<void> {
  console.log(startMark + process.uptime() * 1000);
}
