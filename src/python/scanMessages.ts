// The words between a scanner in a thread of its own and the one who asks it.

import type { Scope } from '../lineage/model.ts';
import type { Scanned } from './folderScan.ts';
import type { Sifted } from './markers.ts';

/** How a scanner begins: see `FolderScan` and `ScanCache`. */
export interface Opening {
  readonly version: string;
  readonly saved: string | undefined;
  readonly defaults: Readonly<Record<string, Scope>>;
}

export type ToScanner =
  | { readonly kind: 'open'; readonly opening: Opening }
  /** The scanned code with the files of the disk that hold it: these the scanner reads by itself. */
  | { readonly kind: 'know'; readonly files: readonly (readonly [path: string, file: string])[] }
  | {
      readonly kind: 'scan' | 'scanApart';
      readonly id: number;
      readonly path: string;
      readonly text: string;
    }
  /** Files of the disk by their absolute paths, to be read and searched: see `sift`. */
  | { readonly kind: 'sift'; readonly id: number; readonly paths: readonly string[] }
  | { readonly kind: 'save'; readonly id: number }
  | { readonly kind: 'forget'; readonly path: string }
  /** The answer to `ask`. */
  | { readonly kind: 'text'; readonly id: number; readonly text: string | undefined };

export type FromScanner =
  | { readonly kind: 'scanned'; readonly id: number; readonly scanned: Scanned }
  | { readonly kind: 'sifted'; readonly id: number; readonly sifted: Sifted }
  | { readonly kind: 'saved'; readonly id: number; readonly text: string | undefined }
  | { readonly kind: 'ask'; readonly id: number; readonly path: string };
