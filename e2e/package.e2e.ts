import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/run.mjs';
import { electronArgs, withDisplay } from '../scripts/lib/window.mjs';
import { until } from './support/kaipan.ts';
import { hasComeBack, mainOn, systemProcesses } from './support/processes.ts';

const executable = path.join(root, 'dist', 'linux-unpacked', 'kaipan');
const PACKING_MS = 240_000;
const WINDOW_MS = 60_000;

/** A smaller picture at this size is a blank one. */
const SMALLEST_PICTURE = 20_000;

/** What the example script does at some moment of its invented day. */
const SENDS: unknown = expect.objectContaining({ kind: 'send', quantity: 1_000 });

/** What a fuse reads as: a digit in the executable. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);
const FUSES = [
  [FuseV1Options.RunAsNode, OFF],
  [FuseV1Options.EnableCookieEncryption, ON],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, OFF],
  [FuseV1Options.EnableNodeCliInspectArguments, OFF],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, ON],
  [FuseV1Options.OnlyLoadAppFromAsar, ON],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, OFF],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, OFF],
] as const;

describe.runIf(process.platform === 'linux')('the package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaipan-package-'));

  beforeAll(async () => {
    const code = await run(process.execPath, [path.join(root, 'scripts', 'package.mjs')], { stdio: ['ignore', 2, 2] });
    expect(code).toBe(0);
  }, PACKING_MS);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has every fuse set as electron-builder.yml says', async () => {
    const fuses = await getCurrentFuseWire(executable);
    const states = FUSES.map(([fuse]) => [FuseV1Options[fuse], fuses[fuse]]);
    expect(states).toEqual(FUSES.map(([fuse, state]) => [FuseV1Options[fuse], state]));
  });

  // Playwright cannot look into an app whose inspector is off: the app itself leaves a picture and ends.
  it('opens its window and runs a script, whatever Node would be told by the environment', async () => {
    const file = path.join(folder, 'smoke.json');
    const args = electronArgs(['--log-level=3', `--smoke=${file}`, `--data-dir=${path.join(folder, 'data')}`]);
    const misled = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere.cjs' };
    const code = await withDisplay((env) => run(executable, args, { env: { ...env, ...misled }, timeoutMs: WINDOW_MS }));
    expect(code).toBe(0);
    const left = JSON.parse(readFileSync(file, 'utf8'));
    expect(left).toHaveProperty('memoryMb');
    expect(left).toMatchObject({ script: { ok: true, value: { kind: 'style', steps: expect.arrayContaining([expect.objectContaining({ answer: SENDS })]) } } });
    expect(statSync(`${file}.png`).size).toBeGreaterThan(SMALLEST_PICTURE);
  });

  it('comes back by itself when it is killed', async () => {
    const dataDir = path.join(folder, 'killed');
    await withDisplay(async (env) => {
      const app = spawn(executable, electronArgs(['--log-level=3', `--data-dir=${dataDir}`]), { env, stdio: 'ignore' });
      await until(() => systemProcesses().some(({ args }) => args[0] === executable && args.includes('--watch-over')), 'its watcher', WINDOW_MS);
      app.kill('SIGKILL');
      await until(() => hasComeBack(dataDir), 'it to come back', WINDOW_MS);
      const back = mainOn(dataDir);
      expect(back?.pid).not.toBe(app.pid);
      process.kill(back?.pid ?? 0, 'SIGTERM');
      await until(() => mainOn(dataDir) === undefined, 'its end', WINDOW_MS);
    });
  });
});
