import { test as plain } from 'vitest';
import { withDisplay } from '../../scripts/lib/window.mjs';
import { Kaipan, freshFolder } from './kaipan.ts';

interface Fixtures {
  /** The environment of a display, the user's or a virtual one. */
  readonly display: NodeJS.ProcessEnv;
  /** What the app is started with, beside its data folder. */
  readonly args: readonly string[];
  /** The app on a fresh demo account, its window usable. */
  readonly kaipan: Kaipan;
}

/** `test` of vitest with the app running. Every test has its own app and its own data folder. */
export const test = plain.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
  display: async ({}, provide) => {
    await withDisplay((env) => provide(env));
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  args: async ({}, provide) => {
    await provide([]);
  },
  kaipan: async ({ display, args }, provide) => {
    const folder = await freshFolder();
    try {
      const kaipan = await Kaipan.launch(folder.path, display, args);
      try {
        await provide(kaipan);
      } finally {
        await kaipan.close();
      }
    } finally {
      await folder.remove();
    }
  },
});
