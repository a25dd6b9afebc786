import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { openAccountDatabase } from '../../../adapters/sqlite/account-database.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import { seededRandom } from '../../../core/kernel/random.ts';
import { DATE, databaseOf } from '../day.ts';
import { Disk, type Remains } from './disk.ts';
import { type Recording } from './record.ts';
import { type DiskCall } from './trace.ts';
import { type Testimony } from './witness.ts';

export interface PowerLossResult {
  /** Moments at which the power went, and what disks they may have left: three of each. */
  moments: number;
  disks: number;
  /** Records and orders that the terminal relied on when its recording ended. */
  kept: number;
  sent: number;
  readonly failures: string[];
}

/** Where a disk is faked: in memory, if the system has such a folder. */
const WORKSHOP = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/**
 * Cuts the power after each of `moments` calls of a recording, drawn evenly, or after every one where there are not more;
 * builds the disks that this may leave, and opens each as a restart would.
 */
export function cutThePower({ desk, witness, calls }: Recording, moments: number, seed: number): PowerLossResult {
  const random = seededRandom(seed);
  const result: PowerLossResult = { moments: 0, disks: 0, kept: 0, sent: 0, failures: [] };
  const disk = new Disk();
  const relied = new Relied();
  const every = Math.max(1, calls.length / moments);
  const folder = mkdtempSync(join(WORKSHOP, 'kaipan-disk-'));
  calls.forEach((call, i) => {
    if (call.path === witness) relied.hear(call);
    else disk.do(call);
    if (Math.floor(i / every) === Math.floor((i - 1) / every)) return;
    result.moments += 1;
    for (const remains of ['nothing', 'all', random] satisfies readonly Remains[]) {
      result.disks += 1;
      const files = new Map([...disk.after(remains)].map(([path, content]) => [relative(desk.folder, path), content]));
      const lost = lostFrom(files, { folder, database: relative(desk.folder, databaseOf(desk)), account: desk.account }, relied);
      if (lost !== null) result.failures.push(`after call ${i} of ${calls.length} (${call.kind}), ${typeof remains === 'string' ? remains : 'some'} kept: ${lost}`);
    }
  });
  rmSync(folder, { recursive: true });
  return { ...result, kept: relied.kept, sent: relied.sent.size };
}

/** What the terminal has relied on so far. */
class Relied {
  kept = 0;
  readonly sent = new Set<string>();

  hear(call: DiskCall): void {
    if (call.kind !== 'write') return;
    const testimony = JSON.parse(call.data.toString()) as Testimony;
    if ('kept' in testimony) this.kept = testimony.kept;
    else this.sent.add(testimony.sent);
  }
}

interface Place {
  readonly folder: string;
  readonly database: string;
  readonly account: string;
}

/** What a restart finds missing or damaged on a disk; null, if nothing is. */
function lostFrom(files: ReadonlyMap<string, Buffer>, { folder, database, account }: Place, { kept, sent }: Relied): string | null {
  const home = join(folder, 'home');
  mkdirSync(home);
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), content);
    }
    return missing(join(home, database), account, kept, sent);
  } finally {
    rmSync(home, { recursive: true });
  }
}

function missing(path: string, account: string, kept: number, sent: ReadonlySet<string>): string | null {
  const opened = openAccountDatabase(path, { account, mode: 'paper' });
  if (!opened.ok) return JSON.stringify(opened.error);
  try {
    const pages = String(opened.value.connection.pragma('integrity_check(1)', { simple: true }));
    if (pages !== 'ok') return pages;
    const journal = opened.value.journal(DATE);
    if (!journal.ok) return JSON.stringify(journal.error);
    const last = journal.value.head.seq;
    if (last < kept) return `${kept} records were relied on, ${last} are there`;
    const intended = new Set<string>();
    for (const { event } of journal.value.read()) if (event.type === 'orderIntended') intended.add(event.order.id);
    const unknown = [...sent].filter((id) => !intended.has(id));
    return unknown.length === 0 ? null : `sent and not written down: ${unknown.join(', ')}`;
  } finally {
    opened.value.close();
  }
}

/** The same recording on a disk that flushes nothing: what such a machine would lose. For the test of this test. */
export function withoutFlushing(recording: Recording): Recording {
  const { desk, calls } = recording;
  invariant(calls.some(({ kind }) => kind === 'sync'), 'something was flushed');
  return { ...recording, calls: calls.filter(({ kind, path }) => kind !== 'sync' || path === desk.folder) };
}
