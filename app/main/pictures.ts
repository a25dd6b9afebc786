import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';

/** Time that a page has to react before it is looked at, and between two looks. */
const LOOK_EVERY_MS = 150;
/** A page that keeps moving (a clock, a quote) is taken as it is after so many looks. */
const MOST_LOOKS = 12;

/** Writes what the window shows to a PNG file, once it has come to rest. */
export async function takePicture(window: BrowserWindow, file: string): Promise<void> {
  let before: Buffer = Buffer.alloc(0);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await pause(LOOK_EVERY_MS);
    const now = (await window.webContents.capturePage()).toPNG();
    if (look > 0 && now.equals(before)) break;
    before = now;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, before);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
