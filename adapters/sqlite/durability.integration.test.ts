import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { verifyJournal } from './journal-file.ts';
import { ScratchDatabases, journalOf, openedDatabase } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const scratch = new ScratchDatabases();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  scratch.remove();
});

/** Another process that appends batches of three records as fast as it can and prints the last number of each. */
function writer(path: string): ChildProcess {
  const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { writeSync } from 'node:fs';
    import { journalOf, openedDatabase } from ${module('scratch.fixture.ts')};
    import { sampleDay } from ${module('sample-day.fixture.ts')};
    const [opened] = sampleDay('${DAY}');
    const journal = journalOf(openedDatabase(${JSON.stringify(path)}), '${DAY}');
    journal.append(0, opened.at, opened.events);
    const phase = { type: 'phaseChanged', phase: 'morning' };
    for (let step = 1; ; step += 1) writeSync(1, (journal.append(step, opened.at, [phase, phase, phase]) + 2) + '\\n');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

it.each([1, 20, 300])('keeps every acknowledged batch whole when killed after %i of them', async (batches) => {
  const path = scratch.fresh();
  const child = writer(path);
  let [acknowledged, seen] = [0, 0];
  const exited = once(child, 'exit');
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    seen += 1;
    if (seen === batches) child.kill('SIGKILL');
  }
  await exited;
  const database = openedDatabase(path);
  const journal = journalOf(database, DAY);
  expect(journal.head.seq).toBeGreaterThanOrEqual(acknowledged);
  expect((journal.head.seq - 1) % 3).toBe(0);
  const checked = await verifyJournal([...journal.lines()].map((text) => ({ text, ended: true })));
  expect(checked.ok && checked.value.lastSeq).toBe(journal.head.seq);
  database.close();
});
