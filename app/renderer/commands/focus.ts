import { flushSync } from 'react-dom';

/**
 * Moves the focus to the element with this id, at once: what is typed right after the key that asked for it is meant for
 * the field, however busy the window is. Where the field is not there yet, or a dialog still covers it, the page is
 * drawn first.
 */
export function focusField(id: string): void {
  if (focus(id)) return;
  flushSync(() => undefined);
  if (!focus(id)) requestAnimationFrame(() => focus(id));
}

function focus(id: string): boolean {
  const element = document.getElementById(id);
  element?.focus();
  return element !== null && document.activeElement === element;
}
