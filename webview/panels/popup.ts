// A button of the bar with a small panel below it, filled when it is first opened; Escape and a click elsewhere close it.
import { button, element, icon } from '../dom.ts';

export function popup(
  name: string,
  label: string,
  on: boolean,
  content: () => readonly HTMLElement[],
): HTMLElement {
  const panel = element('div', { class: 'popup', role: 'group', 'aria-label': label, hidden: '' });
  const open = (shown: boolean) => {
    if (shown && !panel.hasChildNodes()) panel.append(...content());
    panel.hidden = !shown;
    toggle.setAttribute('aria-expanded', String(shown));
    if (shown) panel.querySelector<HTMLElement>('input, select')?.focus();
  };
  const toggle = button(
    { class: on ? 'icon on' : 'icon', title: label, 'aria-label': label, 'aria-expanded': 'false' },
    () => open(panel.hidden === true),
    icon(name),
  );
  const whole = element('div', { class: 'popper' }, toggle, panel);
  whole.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  whole.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !whole.contains(relatedTarget)) open(false);
  });
  return whole;
}
