import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { type Kaipan } from './kaipan.ts';
import { button, resize } from './window.ts';

const FOLDER = path.join(root, 'out', 'screenshots');
const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;

/** The window as it is, in both languages, themes and sizes, to be looked at. */
export async function takePictures(kaipan: Kaipan, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const [width, height] of SIZES) {
    await resize(kaipan, width, height);
    for (const language of ['zh', 'en'] as const) {
      for (const theme of ['dark', 'light'] as const) {
        await kaipan.value('setSettings', { language, theme });
        await button(kaipan, language === 'zh' ? '同步' : 'Sync').waitFor();
        await kaipan.page.locator(`[data-theme=${theme}]`).first().waitFor();
        await kaipan.page.screenshot({ path: path.join(FOLDER, `${name}-${language}-${theme}-${width}x${height}.png`) });
      }
    }
  }
  await kaipan.value('setSettings', { language: 'zh', theme: 'dark' });
}
