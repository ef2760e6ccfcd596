// The checks of what comes from a webview: anything else than our own words is nothing.

import type { NodeId } from '../lineage/model.ts';
import type { Link } from './details.ts';
import { exports, type FromView, listingWishes, type Mode, opened } from './messages.ts';
import { type ComparedAliases, ways } from './picture.ts';

export function parseMode(saved: unknown): Mode {
  const { follows, locked } = recordOf(saved);
  return { follows: follows === true, locked: locked === true };
}

export function parseAliases(saved: unknown): ComparedAliases {
  const { before, after } = recordOf(saved);
  return {
    ...(typeof before === 'string' && { before }),
    ...(typeof after === 'string' && { after }),
  };
}

const ofNodes: ReadonlySet<unknown> = new Set(['focus', ...opened]);

/** Checks a message from the webview; undefined when it is none of ours. */
export function parseFromView(message: unknown): FromView | undefined {
  const { type, id, ids, text, details, link, way, wish, exported } = recordOf(message);
  switch (type) {
    case 'ready':
      return { type };
    case 'lookFurther':
      return Array.isArray(ids) && ids.every(isNodeId) ? { type, ids } : undefined;
    case 'select':
      return id === null || isNodeId(id) ? { type, id, details: details === true } : undefined;
    case 'way': {
      const known = ways.find((it) => it === way);
      return known && { type, way: known };
    }
    case 'listing': {
      const known = listingWishes.find((it) => it === wish);
      return known && { type, wish: known };
    }
    case 'exported':
      return exported === undefined ? { type } : parseExported(exported);
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'follow': {
      const known = parseLink(link);
      return isNodeId(id) && known ? { type, id, link: known } : undefined;
    }
    default:
      return ofNodes.has(type) && isNodeId(id) ? ({ type, id } as FromView) : undefined;
  }
}

function parseExported(message: unknown): FromView | undefined {
  const { as, ids, content } = recordOf(message);
  const known = exports.find((it) => it === as);
  return known && Array.isArray(ids) && ids.every(isNodeId) && typeof content === 'string'
    ? { type: 'exported', exported: { as: known, ids, content } }
    : undefined;
}

function parseLink(link: unknown): Link | undefined {
  const { type, at, path } = recordOf(link);
  if (type === 'commit') return { type };
  if (type === 'place' && typeof at === 'number' && Number.isInteger(at)) return { type, at };
  return type === 'file' && typeof path === 'string' ? { type, path } : undefined;
}

export function isNodeId(id: unknown): id is NodeId {
  return typeof id === 'string' && /^(run|version|collection|script):./.test(id);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
