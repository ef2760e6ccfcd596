// Writes what the style sheet says of a drawing into the drawing itself, so that it looks the same without the sheet.

/** Properties that are also attributes of SVG elements, with what they are where nobody says anything. */
const properties: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'paint-order': 'normal',
  opacity: '1',
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
};
const ofText = /^(font|text|dominant)/;

/** Names that only the page knows, and what only it can do. */
const ofThePage = /^(class|style|role|tabindex|data-|aria-)/;

/** All below `root`, which must be in the document; what the sheet hides is taken out. */
export function inline(root: Element): void {
  const hex = colours();
  const known = new Map<string, ReadonlyMap<string, string> | undefined>();
  const styled: (readonly [Element, ReadonlyMap<string, string> | undefined])[] = [];
  const walk = (element: Element, above: string): void => {
    // What the sheet says depends on little, and most tiles share it.
    const key = `${above}>${element.tagName}.${element.getAttribute('class')}.${element.getAttribute('text-anchor')}`;
    if (!known.has(key)) known.set(key, styleOf(element, hex));
    styled.push([element, known.get(key)]);
    for (const child of element.children) walk(child, key);
  };
  for (const child of root.children) walk(child, '');
  for (const [element, style] of styled) {
    if (!style) element.remove();
    else {
      for (const { name } of [...element.attributes]) if (ofThePage.test(name)) element.removeAttribute(name);
      for (const [name, value] of style) if (!element.hasAttribute(name)) element.setAttribute(name, value);
    }
  }
}

/** Undefined for what is not seen at all. */
function styleOf(element: Element, hex: (colour: string) => string): ReadonlyMap<string, string> | undefined {
  const computed = getComputedStyle(element);
  if (computed.display === 'none' || computed.opacity === '0') return undefined;
  const own = new Map<string, string>();
  const { tagName } = element;
  // Parts of a text look as the whole does.
  if (tagName === 'tspan') return own;
  const group = tagName === 'g';
  // An icon is as large as its letter would be.
  if (tagName === 'use') own.set('font-size', computed.fontSize);
  for (const [name, usual] of Object.entries(properties)) {
    if ((group && name !== 'opacity') || (ofText.test(name) && tagName !== 'text')) continue;
    const value = computed.getPropertyValue(name);
    if (value === usual || value === '') continue;
    own.set(name, name === 'fill' || name === 'stroke' ? hex(value) : value);
  }
  if (own.get('stroke') === undefined)
    for (const name of own.keys()) if (/^stroke-/.test(name)) own.delete(name);
  return own;
}

/** Colours as every tool reads them: the page's own may be mixed in ways that only browsers know. */
function colours(): (colour: string) => string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (colour) => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    if (!context || colour === 'none' || colour.startsWith('url(')) return colour;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    const made =
      alpha === 255
        ? hex
        : alpha === 0
          ? 'none'
          : `rgba(${red},${green},${blue},${(alpha / 255).toFixed(2)})`;
    known.set(colour, made);
    return made;
  };
}
