// The SVG as pixels.
import type { Drawn } from './svg.ts';

/** Twice the pixels of the page, so that text stays sharp, unless that is more than a canvas holds. */
const sharp = 2;
const most = { side: 16_000, area: 200_000_000 };

/** The PNG in base64. Rejects when the picture cannot be drawn. */
export async function pngOf({ svg, width, height }: Drawn): Promise<string> {
  const scale = Math.min(
    sharp,
    most.side / width,
    most.side / height,
    Math.sqrt(most.area / (width * height)),
  );
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}
