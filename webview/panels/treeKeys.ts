// What a key does in a tree. Source: https://www.w3.org/WAI/ARIA/apg/patterns/treeview/

/** Another item that gets the keyboard, or what is to be done with this one. */
export type TreeStep = HTMLElement | 'expand' | 'collapse' | 'choose' | 'leave' | undefined;

export function treeKey(key: string, item: HTMLElement): TreeStep {
  const expanded = item.getAttribute('aria-expanded');
  switch (key) {
    case 'ArrowRight':
      if (expanded === 'false') return 'expand';
      return expanded === 'true' ? beside(item, 1) : undefined;
    case 'ArrowLeft':
      if (expanded === 'true') return 'collapse';
      return above(item);
    case 'ArrowDown':
      return beside(item, 1);
    case 'ArrowUp':
      return beside(item, -1);
    case 'Home':
      return seen(item)[0];
    case 'End':
      return seen(item).at(-1);
    case 'Enter':
    case ' ':
      return 'choose';
    case 'Escape':
      return 'leave';
    default:
      return undefined;
  }
}

/** The item below which this one stands. */
function above(item: HTMLElement): HTMLElement | undefined {
  const group = item.closest('[role=group]');
  return group?.previousElementSibling instanceof HTMLElement ? group.previousElementSibling : undefined;
}

function beside(item: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const all = seen(item);
  return all[all.indexOf(item) + by];
}

/** All items of the tree; what is collapsed has none below it. */
function seen(item: HTMLElement): readonly HTMLElement[] {
  const tree = item.closest('[role=tree]');
  return tree ? [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')] : [];
}
