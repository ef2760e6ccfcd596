// Colours and lines for the canvas, read from the style sheet by what the same part of an SVG tile would get.

export interface Pen {
  readonly fill: string | undefined;
  readonly stroke: string | undefined;
  readonly width: number;
  readonly dash: readonly number[];
  readonly opacity: number;
  /** The opacity of the group around it. */
  readonly around: number;
}

export interface Pens {
  /** For a part with this class, in a group with that class. */
  pen(group: string, part: string): Pen;
  /** The theme has changed. */
  forget(): void;
}

const space = 'http://www.w3.org/2000/svg';

/** Beside the map and not in it, where rules for distant tiles would hold. */
export function createPens(map: SVGSVGElement): Pens {
  const svg = document.createElementNS(space, 'svg');
  const group = document.createElementNS(space, 'g');
  const part = document.createElementNS(space, 'path');
  svg.setAttribute('display', 'none');
  svg.append(group);
  group.append(part);
  map.before(svg);
  const known = new Map<string, Pen>();
  return {
    pen(groupClass, partClass) {
      const key = `${groupClass}/${partClass}`;
      const before = known.get(key);
      if (before) return before;
      group.setAttribute('class', groupClass);
      part.setAttribute('class', partClass);
      const pen = penOf(getComputedStyle(part), getComputedStyle(group));
      group.removeAttribute('class');
      known.set(key, pen);
      return pen;
    },
    forget: () => known.clear(),
  };
}

function penOf(style: CSSStyleDeclaration, around: CSSStyleDeclaration): Pen {
  return {
    fill: paint(style.fill),
    stroke: paint(style.stroke),
    width: Number.parseFloat(style.strokeWidth) || 1,
    dash: style.strokeDasharray.split(/[\s,]+/).flatMap((part) => {
      const length = Number.parseFloat(part);
      return Number.isFinite(length) ? [length] : [];
    }),
    opacity: Number(style.opacity),
    around: Number(around.opacity),
  };
}

function paint(value: string): string | undefined {
  return value === 'none' ? undefined : value;
}
