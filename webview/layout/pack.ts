// Puts the parts of a picture that hang together by nothing beside each other, without overlaps.

export interface Part {
  readonly width: number;
  readonly height: number;
}

const space = 48;

/**
 * Shelf packing: parts in the order given, in rows about one and a half times as wide as the whole is high; on a shelf that
 * a high part has made, low ones stand on each other. Returns the top left corner of each part.
 */
export function pack(parts: readonly Part[]): { readonly x: number; readonly y: number }[] {
  const area = parts.reduce((sum, { width, height }) => sum + (width + space) * (height + space), 0);
  const widest = parts.reduce((most, { width }) => Math.max(most, width), 0);
  const limit = Math.max(widest, Math.sqrt(area * 1.6));
  let shelf = { y: 0, height: 0 };
  /** The last pile on the shelf, and how high it is. */
  let pile = { x: 0, height: 0 };
  let right = 0;
  return parts.map(({ width, height }) => {
    const fits = pile.height + height <= shelf.height && pile.x + width <= limit;
    if (!fits) {
      if (right > 0 && right + width > limit) {
        shelf = { y: shelf.y + shelf.height + space, height: 0 };
        right = 0;
      }
      pile = { x: right, height: 0 };
      shelf.height = Math.max(shelf.height, height);
    }
    const corner = { x: pile.x, y: shelf.y + pile.height };
    pile.height += height + space;
    right = Math.max(right, pile.x + width + space);
    return corner;
  });
}
