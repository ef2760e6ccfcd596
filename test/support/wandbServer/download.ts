// W&B's own download addresses, which name an artifact's file by the MD5 of its content.
import type { Store } from './store.ts';
import { getFile } from './stored.ts';

/** `/artifactsV2/<region>/<entity>/<project>/<collection>/…/<md5>/<file>` or the older `/artifacts/<entity>/<md5>`. */
const route = /^\/artifacts(V2)?\/.*?\b([0-9a-f]{32})(\/[^/]*)?$/;

export function isDownload(pathname: string): boolean {
  return route.test(pathname);
}

/** The bytes of a file by its download address; undefined when nobody has uploaded such content. */
export function download(store: Store, pathname: string): Buffer | undefined {
  const md5 = Buffer.from(route.exec(pathname)?.[2] ?? '', 'hex').toString('base64');
  const file = store.state.artifacts.flatMap((it) => it.files).find((it) => it.md5 === md5);
  return file && getFile(store, file.path);
}
