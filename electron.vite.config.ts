import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** A sandboxed preload cannot be an ES module; the main process follows, so that one rule holds for both. */
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' } as const;

/** The licences of everything a bundle contains, beside it. */
const license = { fileName: 'licenses.md' };

/** The oldest runtime the app must start in: the fallback of `scripts/lib/fallback-runtime.mjs`, Electron 33. */
const NODE = 'node20.18';
const CHROME = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: NODE,
      outDir: at('out/app/main'),
      // Everything is bundled: one file loads faster than a tree of packages, and the package holds nothing unused.
      // better-sqlite3 stays outside because its binary is found beside its JavaScript.
      externalizeDeps: false,
      reportCompressedSize: false,
      license,
      rolldownOptions: {
        // Scripts of the user's own, simulations and reviews run in threads, whose programs stand beside the main one.
        input: {
          main: at('app/main/main.ts'),
          'script-worker': at('adapters/scripts/script-worker.ts'),
          'tail-worker': at('app/terminal/tail-worker.ts'),
          'review-worker': at('app/terminal/review/review-worker.ts'),
          'hang-worker': at('app/main/watch/hang-worker.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      outDir: at('out/app/preload'),
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      reportCompressedSize: false,
      license,
      rolldownOptions: { input: { preload: at('app/preload/preload.ts') }, external: ['electron'], output: commonJs },
    },
  },
  renderer: {
    root: at('app/renderer'),
    plugins: [react()],
    build: {
      target: CHROME,
      outDir: at('out/app/renderer'),
      minify: true,
      // The content security policy allows no `data:` addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Read from disk, not over a network: splitting would only add round trips.
      chunkSizeWarningLimit: 4_000,
      reportCompressedSize: false,
      license,
      rolldownOptions: { input: at('app/renderer/index.html') },
    },
  },
});
