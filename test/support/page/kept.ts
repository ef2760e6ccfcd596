// Pictures of the map that are kept for people to look at.
import { join } from 'node:path';
import { downloads } from '../hosts/paths.ts';

/** Ignored by git. */
export const pictures: string = join(downloads, 'pictures');

/** Every size in every theme; else some of each, which take a minute. */
export const everyPicture: boolean = process.env.ARTIFACT_LINEAGE_TEST_PICTURES === 'all';
