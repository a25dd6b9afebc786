import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { BackupFolder } from './backup-folder.ts';
import { backUpBeside } from './backup.ts';
import { checkDatabase } from './database-check.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const scratch = new ScratchDatabases();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  scratch.remove();
});

/** Another process that copies the account over and over, a page at a time, and says so once it has begun. */
function copier(path: string): ChildProcess {
  const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { writeSync } from 'node:fs';
    import Database from 'better-sqlite3';
    import { backUp } from ${module('backup.ts')};
    import { BackupFolder } from ${module('backup-folder.ts')};
    const source = new Database(${JSON.stringify(path)}, { readonly: true });
    const target = new BackupFolder(${JSON.stringify(path)}).pathOf('${DAY}', 1);
    writeSync(1, 'begun');
    for (;;) await backUp(source, target);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

it('has only whole copies, and the account untouched, whenever the copying is killed', async () => {
  const path = scratch.fresh();
  const database = openedDatabase(path);
  const { head } = written(database, DAY, sampleDay(DAY));
  for (let kill = 0; kill < 6; kill += 1) {
    const child = copier(path);
    if (child.stdout === null) throw new Error('no output');
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, kill * 3));
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    for (const copy of new BackupFolder(path).list()) {
      expect(await checkDatabase(copy.path)).toMatchObject({ ok: true, value: { head: head.hash } });
    }
  }
  const copy = await backUpBeside(database.connection);
  expect(copy).toMatchObject({ ok: true, value: { lastSeq: head.seq } });
  expect(await checkDatabase(path)).toMatchObject({ ok: true, value: { head: head.hash } });
  database.close();
});
