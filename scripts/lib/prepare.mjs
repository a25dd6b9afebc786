import path from 'node:path';
import { ensureSystemLibraries } from './debian.mjs';
import { ensureElectron } from './electron.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { UserError, withProgress } from './say.mjs';
import { hasDisplay } from './window.mjs';

/** Everything a window needs on this machine: the system's libraries and an Electron runtime. */
export async function prepareWindow() {
  await ensureSystemLibraries({ display: hasDisplay() });
  return ensureElectron();
}

/** The path of a tool that one of our packages brings along, to be run by Node. @param {string} file */
export function tool(file) {
  return path.join(root, 'node_modules', file);
}

export const ELECTRON_VITE = tool('electron-vite/bin/electron-vite.js');

/** Builds the app into `out/app`. */
export async function buildApp() {
  await withProgress('Building Kaipan', async () => {
    const args = [ELECTRON_VITE, 'build', '--logLevel=warn'];
    const code = await run(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new UserError(`The build failed with exit code ${code}; its messages stand above.`);
  });
}
