/** Moves the focus to the element with this id, as soon as its page is drawn. */
export function focusField(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
