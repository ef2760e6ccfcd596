// How long a frame may be painted on: as long as frames come in time, less as soon as they do not.

export interface Pace {
  /** Milliseconds of painting for the frame at `now`; `busy` when the one before has been painted on as well. */
  slice(now: number, busy: boolean): number;
}

/** Milliseconds of painting at most and at least: without a graphics card the browser needs as long again to show it. */
const most = 4;
const least = 1.5;
/** A frame that comes later than this has been missed by 60 a second. */
const late = 20;

export function createPace(): Pace {
  let slice = most;
  let before = Number.NEGATIVE_INFINITY;
  return {
    slice(now, busy) {
      if (busy) slice = now - before > late ? Math.max(least, slice / 2) : Math.min(most, slice + 0.25);
      before = now;
      return slice;
    },
  };
}
