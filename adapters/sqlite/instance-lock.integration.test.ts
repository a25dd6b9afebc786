import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import { openAccountDatabase } from './account-database.ts';
import { ScratchDatabases } from './scratch.fixture.ts';

const scratch = new ScratchDatabases();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  scratch.remove();
});

const MODULE = new URL('account-database.ts', import.meta.url).href;

/** Another process that has opened the account and forgotten about it, until it is killed. */
async function holder(path: string): Promise<ChildProcess> {
  const program = `
    import { openAccountDatabase } from ${JSON.stringify(MODULE)};
    const opened = openAccountDatabase(${JSON.stringify(path)}, { account: 'demo', mode: 'paper' });
    setImmediate(() => {
      globalThis.gc();
      console.log('ready');
    });
    if (!opened.ok) console.log(opened.error.code);
    setInterval(() => {}, 1000);`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('ready');
  return child;
}

it('keeps a second process out by the name of the first, until that one is dead', async () => {
  const path = scratch.fresh();
  const before = Date.now();
  const first = await holder(path);
  const refused = openAccountDatabase(path, { account: 'demo', mode: 'paper' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'database.inUse', params: { path, pid: first.pid } } });
  const since = refused.ok ? 0 : Number(refused.error.params['since']);
  expect([before <= since, since <= Date.now()]).toEqual([true, true]);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const opened = openAccountDatabase(path, { account: 'demo', mode: 'paper' });
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});
