import { shell } from 'electron';
import { LINKS, type LinkId, mayOpen } from './link-list.ts';

/** Opens a page that the app knows by name in the trader's browser. */
export async function openLink(link: LinkId): Promise<void> {
  await shell.openExternal(LINKS[link]);
}

/** A link in the page that wanted a window of its own: opened in the browser when it may be, else dropped. */
export function followLink(url: string): void {
  if (mayOpen(url)) void shell.openExternal(url);
}

/** Rings the system's bell; it stands here because `shell`, which could open anything, is used in this file alone. */
export function ringBell(): void {
  shell.beep();
}
