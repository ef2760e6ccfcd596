// Runs in the browser: draws a layout as plain SVG, and takes the time of first paints and of frames while the map moves.
import { curveBumpX, line, select, type ZoomTransform, zoom } from 'd3';
import type { ToView } from '../../../src/protocol/messages.ts';
import type { Picture } from '../../../src/protocol/picture.ts';
import type { FirstPaint, PlainDrawing } from '../mapProbe.ts';

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const middle = () => ({ clientX: innerWidth / 2, clientY: innerHeight / 2 });
const map = () => document.querySelector<SVGSVGElement>('svg#map');

async function show(picture: Picture): Promise<FirstPaint> {
  const start = performance.now();
  postMessage({ type: 'show', picture, words: {} } satisfies ToView, '*');
  const seen = () =>
    map()?.classList.contains('large')
      ? document.querySelector('canvas.sheet:not([hidden])')
      : document.querySelector('g.tile');
  while (!seen()) await frame();
  await frame();
  const end = performance.now();
  const laidOut = performance.getEntriesByName('laid out').at(-1)?.startTime ?? start;
  return { total: end - start, afterLayout: end - laidOut };
}

async function plain({ tiles, lines, width, height }: PlainDrawing): Promise<FirstPaint> {
  const start = performance.now();
  const svg = select(document.body)
    .append('svg')
    .attr('id', 'map')
    .attr('width', innerWidth)
    .attr('height', innerHeight);
  const world = svg.append('g');
  const curve = line().curve(curveBumpX);
  world
    .selectAll('path')
    .data(lines)
    .join('path')
    .attr('d', (points) => curve([...points]))
    .attr('fill', 'none')
    .attr('stroke', '#888');
  const groups = world
    .selectAll('g')
    .data(tiles)
    .join('g')
    .attr('transform', ({ x, y }) => `translate(${x},${y})`);
  groups
    .append('rect')
    .attr('width', (tile) => tile.width)
    .attr('height', (tile) => tile.height)
    .attr('rx', 6)
    .attr('fill', '#eee')
    .attr('stroke', '#888');
  groups
    .append('text')
    .attr('x', 12)
    .attr('y', 27)
    .text(({ title }) => title);
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.001, 3])
    .on('zoom', ({ transform }: { transform: ZoomTransform }) =>
      world.attr('transform', transform.toString()),
    );
  svg.call(behaviour as never);
  const k = Math.min(1, innerWidth / width, innerHeight / height);
  svg.call(behaviour.scaleTo as never, k, [0, 0]);
  await frame();
  await frame();
  const total = performance.now() - start;
  return { total, afterLayout: total };
}

/** Milliseconds after which a movement has been seen long enough, however few frames it had. */
const enough = 2500;

/** Calls `act` in every frame and gives the time that each took. */
async function record(frames: number, act: (index: number) => void): Promise<readonly number[]> {
  const times: number[] = [];
  const start = await frame();
  let before = start;
  for (let index = 0; index < frames && before - start < enough; index++) {
    act(index);
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  return times;
}

async function pan(frames: number): Promise<readonly number[]> {
  const start = middle();
  const mouse = (type: string, at: { clientX: number; clientY: number }, to: EventTarget) =>
    to.dispatchEvent(new MouseEvent(type, { ...at, bubbles: true, cancelable: true, view: window }));
  const target = map();
  if (!target) throw new Error('There is no map.');
  mouse('mousedown', start, target);
  const times = await record(frames, (index) => {
    const step = Math.abs(((index + 30) % 60) - 30);
    mouse('mousemove', { clientX: start.clientX + step * 9, clientY: start.clientY - step * 5 }, window);
  });
  mouse('mouseup', start, window);
  return times;
}

async function zoomBy(frames: number, deltaY: number): Promise<readonly number[]> {
  return record(frames, () => {
    map()?.dispatchEvent(new WheelEvent('wheel', { deltaY, ...middle(), bubbles: true, cancelable: true }));
  });
}

globalThis.probe = { show, plain, pan, zoom: zoomBy };
