// Benchmark: the map's page in a real browser without a graphics card, against a plain d3 SVG of the same layout.
// Arguments: sizes, e.g. `100 1000`; without any all sizes are measured.

import type { Page } from 'playwright-core';
import { layout } from '../../webview/layout/layout.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { repository } from '../support/hosts/paths.ts';
import { generate } from '../support/lineage/generate.ts';
import { openMapPage } from '../support/page/mapPage.ts';
import { allOf } from '../support/page/pictures.ts';
import { problemOf } from './layout/problem.ts';
import type { FirstPaint, PlainDrawing } from './mapProbe.ts';
import { atMost, type Report, type Target } from './report.ts';

const allSizes = [100, 1000, 10_000, 50_000];
/** A plain SVG of more than this is no peer any longer: it needs seconds for a frame. */
const plainLimit = 10_000;
const frames = 96;
const window = { width: 1280, height: 800 };

interface Measured extends FirstPaint {
  readonly name: string;
  readonly nodes: number;
  readonly pan: readonly number[];
  readonly zoom: readonly number[];
  /** Bytes of JavaScript after a collection. */
  readonly heap: number;
}

export async function mapBench(args: readonly string[]): Promise<Report> {
  const sizes = args.length > 0 ? args.map(Number) : allSizes;
  const measured: Measured[] = [];
  for (const nodes of sizes) {
    measured.push(await measureOurs(nodes, false));
    measured.push(await measureOurs(nodes, true));
    if (nodes <= plainLimit) measured.push(await measurePlain(nodes));
  }
  const ratio = (nodes: number, pick: (one: Measured) => number) => {
    const [own, plain] = ['ours', 'plain SVG'].map((name) =>
      measured.find((one) => one.name === name && one.nodes === nodes),
    );
    return own && plain ? round(pick(plain) / pick(own)) : undefined;
  };
  return {
    subject: {
      sizes: sizes.join(' '),
      window: `${window.width} x ${window.height}`,
      frames: 4 * frames,
      'plain SVG up to': plainLimit,
    },
    medians: Object.fromEntries(
      measured.flatMap((one) => [
        [`first paint, ${one.name} ${one.nodes}`, round(one.total)],
        [`frame while panning, ${one.name} ${one.nodes}`, round(share(one.pan, 0.5))],
        [`frame while zooming, ${one.name} ${one.nodes}`, round(share(one.zoom, 0.5))],
      ]),
    ),
    ratios: Object.fromEntries(
      sizes.flatMap((nodes) => {
        const zooming = ratio(nodes, ({ zoom }) => share(zoom, 0.95));
        return zooming === undefined ? [] : [[`plain SVG / ours zooming, p95, ${nodes}`, zooming]];
      }),
    ),
    targets: measured.filter(({ name }) => name === 'ours').flatMap(targetsOf),
    rows: measured.map((one) => ({
      drawing: one.name,
      nodes: one.nodes,
      'first paint': round(one.total),
      'after layout': round(one.afterLayout),
      'pan p50': round(share(one.pan, 0.5)),
      'pan p95': round(share(one.pan, 0.95)),
      'zoom p50': round(share(one.zoom, 0.5)),
      'zoom p95': round(share(one.zoom, 0.95)),
      'heap MB': round(one.heap / 1e6),
    })),
  };
}

function targetsOf({ nodes, afterLayout, pan, zoom, heap }: Measured): readonly Target[] {
  const limit = nodes === 1000 ? 16.7 : nodes === 10_000 ? 33 : undefined;
  if (limit === undefined) return [];
  return [
    ...(nodes === 1000 ? [atMost('first paint after the layout at 1000, ms', round(afterLayout), 300)] : []),
    atMost(`frame while panning at ${nodes}, p95, ms`, round(share(pan, 0.95)), limit),
    atMost(`frame while zooming at ${nodes}, p95, ms`, round(share(zoom, 0.95)), limit),
    ...(nodes === 10_000 ? [atMost('heap at 10000, MB', round(heap / 1e6), 150)] : []),
  ];
}

async function measureOurs(nodes: number, clusters: boolean): Promise<Measured> {
  const browser = await launchBrowser();
  try {
    const saved = { focus: null, shape: { clusters, foldGenerated: false } };
    const { page } = await openMapPage({ ...window, browser, saved });
    await page.addScriptTag({ path: `${repository}/dist/test/bench/page/probe.js` });
    const paint = await page.evaluate(
      (picture) => probe.show(picture),
      allOf(generate(nodes, 1), 'run:none'),
    );
    await page.locator('#tools [data-action=fit]').click();
    return { name: clusters ? 'ours, clustered' : 'ours', nodes, ...paint, ...(await move(page)) };
  } finally {
    await browser.close();
  }
}

async function measurePlain(nodes: number): Promise<Measured> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: window });
    await page.setContent('<!doctype html><body style="margin:0"></body>');
    await page.addScriptTag({ path: `${repository}/dist/test/bench/page/probe.js` });
    const paint = await page.evaluate((drawing) => probe.plain(drawing), plainDrawing(nodes));
    return { name: 'plain SVG', nodes, ...paint, ...(await move(page)) };
  } finally {
    await browser.close();
  }
}

/** Drags the whole picture, zooms far into it, drags that, and zooms out again. */
async function move(page: Page): Promise<Pick<Measured, 'pan' | 'zoom' | 'heap'>> {
  await page.waitForTimeout(1000);
  const pan = (count: number) => page.evaluate((each) => probe.pan(each), count);
  const zoom = (deltaY: number) =>
    page.evaluate(([count = 0, delta = 0]) => probe.zoom(count, delta), [frames, deltaY]);
  const far = await pan(frames);
  const into = await zoom(-25);
  const near = await pan(frames);
  const out = await zoom(25);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return { pan: [...far, ...near], zoom: [...into, ...out], heap };
}

function plainDrawing(nodes: number): PlainDrawing {
  const { widths, heights, from, to } = problemOf(nodes, 1);
  const { boxes, routes, width, height } = layout({
    tiles: widths.map((own, node) => ({ id: String(node), width: own, height: heights[node] ?? 0 })),
    links: from.map((source, edge) => ({ from: String(source), to: String(to[edge]) })),
  });
  return {
    tiles: boxes.map((box) => ({ ...box, title: `tile ${box.id}` })),
    lines: routes.map(({ points }) => points.map(([x, y]) => [x, y])),
    width,
    height,
  };
}

function share(times: readonly number[], part: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
