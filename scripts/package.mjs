/**
 * `npm run package`: builds the app and packs it with the Electron runtime of this machine into `dist/linux-unpacked`
 * (or this system's like). Works without a network. Arguments after `--` go to electron-builder in place of `dir`:
 * `npm run package -- deb`.
 *
 * With the fallback runtime the result is good for testing only, and says so.
 */
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { underNewNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { runScript, say } from './lib/say.mjs';

const SYSTEMS = /** @type {Readonly<Record<string, string>>} */ ({ linux: '--linux', darwin: '--mac', win32: '--win' });

await runScript(async () => {
  await ensureDependencies();
  await underNewNode(import.meta.filename);
  const [{ buildApp, tool }, { ensureElectron }, { stageApp, stageRuntime }, { run }] = await Promise.all([
    import('./lib/prepare.mjs'),
    import('./lib/electron.mjs'),
    import('./lib/stage.mjs'),
    import('./lib/run.mjs'),
  ]);
  const runtime = await ensureElectron();
  await buildApp();
  await stageApp(runtime);
  const { dist, version } = await stageRuntime(runtime);
  const asked = process.argv.slice(2);
  const args = [
    SYSTEMS[process.platform] ?? '--linux',
    ...(asked.length === 0 ? ['dir'] : asked),
    `-c.electronDist=${dist}`,
    `-c.electronVersion=${version}`,
    '--publish=never',
  ];
  const code = await run(process.execPath, [tool('electron-builder/cli.js'), ...args], { cwd: root });
  if (code === 0 && runtime.kind === 'fallback') {
    say('Packed with the fallback runtime: good for testing this package, not for giving it to anyone.');
  }
  say(code === 0 ? `Packages are in ${path.join(root, 'dist')}` : `electron-builder ended with exit code ${code}.`);
  return code;
});
