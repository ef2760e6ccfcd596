// What the map's benchmark asks of the browser that it measures in.
import type { Picture } from '../../src/protocol/picture.ts';

/** A layout as a few lines of d3 draw it. */
export interface PlainDrawing {
  readonly tiles: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly title: string;
  }[];
  readonly lines: readonly (readonly [number, number][])[];
  readonly width: number;
  readonly height: number;
}

export interface FirstPaint {
  /** Milliseconds from the message to the first frame with the picture in it, and how many of them after the layout. */
  readonly total: number;
  readonly afterLayout: number;
}

export interface Probe {
  show(picture: Picture): Promise<FirstPaint>;
  plain(drawing: PlainDrawing): Promise<FirstPaint>;
  /** Milliseconds between frames while a mouse drags the map to and fro, or a wheel turns by so much in each. */
  pan(frames: number): Promise<readonly number[]>;
  zoom(frames: number, deltaY: number): Promise<readonly number[]>;
}

declare global {
  var probe: Probe;
}
