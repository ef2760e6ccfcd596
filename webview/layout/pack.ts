// Puts the parts of a picture that hang together by nothing beside each other, without overlaps.

export interface Part {
  readonly width: number;
  readonly height: number;
}

const space = 48;

/**
 * Shelf packing: parts in the order given, in rows about one and a half times as wide as the whole is high.
 * Returns the top left corner of each part.
 */
export function pack(parts: readonly Part[]): { readonly x: number; readonly y: number }[] {
  const area = parts.reduce((sum, { width, height }) => sum + (width + space) * (height + space), 0);
  const widest = parts.reduce((most, { width }) => Math.max(most, width), 0);
  const limit = Math.max(widest, Math.sqrt(area * 1.6));
  let x = 0;
  let y = 0;
  let shelf = 0;
  return parts.map(({ width, height }) => {
    if (x > 0 && x + width > limit) {
      y += shelf + space;
      x = 0;
      shelf = 0;
    }
    const corner = { x, y };
    x += width + space;
    shelf = Math.max(shelf, height);
    return corner;
  });
}
