// The uploaded files of a state: text is kept readable, all else as base64.
import type { Store } from './store.ts';

export function putFile(store: Store, path: string, bytes: Buffer): void {
  const text = bytes.toString('utf8');
  const readable = Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\0');
  store.state.files[path] = readable ? { text } : { base64: bytes.toString('base64') };
}

export function getFile(store: Store, path: string): Buffer | undefined {
  const file = store.state.files[path];
  if (!file) return undefined;
  return 'text' in file ? Buffer.from(file.text, 'utf8') : Buffer.from(file.base64, 'base64');
}

/** Where a file is uploaded to and downloaded from; as W&B's signed addresses, it asks for no key. */
export function fileUrl(store: Store, path: string): string {
  return `${store.url}/storage/${path.split('/').map(encodeURIComponent).join('/')}`;
}
