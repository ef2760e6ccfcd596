// Addresses of a W&B server: the one its API answers at, checked as the SDK checks it, and the one people browse.

import { type Sentence, sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';

export const cloud = 'https://api.wandb.ai';

/**
 * Checks and normalises a server's address: http or https, no trailing slash, no sign-in or query within.
 * Throws a BackendError (`refused`) with a hint for addresses of W&B's web pages.
 * Source: `validate_base_url` in `wandb.sdk.wandb_settings`.
 */
export function serverAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong(
      sentence('The address of the W&B server is not a web address: write one such as {0}.', cloud),
    );
  if (url.username || url.password || url.search || url.hash)
    throw wrong(
      sentence(
        'The address of the W&B server at {0} has more than a host and a path: write one such as {1}.',
        url.host,
        cloud,
      ),
    );
  if (/(^|\.)wandb\.ai$/.test(url.hostname)) {
    if (!url.hostname.includes('api.'))
      throw wrong(sentence("{0} shows W&B's web pages: use {1} instead.", url.host, cloud));
    if (url.protocol !== 'https:')
      throw wrong(sentence('{0} must not be asked over plain http: use {1} instead.', url.host, cloud));
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether a text can be the address of a server. */
export function isAddress(text: string): boolean {
  try {
    serverAddress(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the server's web pages are. Source: `app_url` in `wandb.util`. */
export function appAddress(url: string, host: Pick<Host, 'env'>): string {
  const given = host.env('WANDB_APP_URL');
  if (given) return given.replace(/\/+$/, '');
  if (url.includes('://api.wandb.test')) return url.replace('://api.wandb.test', '://app.wandb.test');
  if (url.includes('://api.wandb.')) return url.replace('://api.', '://');
  return url.replace('://api.', '://app.');
}

/** The server as people call it, and as netrc files do: host and port. */
export function machineOf(url: string): string {
  return new URL(url).host;
}

function wrong(what: Sentence): BackendError {
  return new BackendError('refused', what);
}
