import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CloudClient } from '../../adapters/cloud/cloud-client.ts';
import { Outbox } from '../../adapters/cloud/outbox.ts';
import { type Credentials, RECORDED_KINDS, type RecordedKind } from '../../adapters/cloud/protocol.ts';
import { AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { sampleDay } from '../../adapters/sqlite/sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from '../../adapters/sqlite/scratch.fixture.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { DATABASES, TestCloud } from '../cloud/cloud.fixture.ts';
import { type SessionChange } from '../terminal/session.ts';
import { type Destination, Uploader } from '../terminal/sync/uploader.ts';

const PATIENT = { timeout: 30_000 };
const DAYS = ['2025-06-03', '2025-06-04', '2025-06-05'] as TradeDate[];
const [FIRST, SECOND, THIRD] = DAYS as [TradeDate, TradeDate, TradeDate];

describe.each(DATABASES)('what goes up by itself, to a cloud on %s', (_name, open) => {
  const scratch = new ScratchDatabases();
  let cloud: TestCloud;
  let file: string;
  let credentials: Credentials;

  beforeAll(async () => {
    cloud = await TestCloud.start(open);
  });
  afterAll(async () => {
    await cloud.end();
    scratch.remove();
  });
  beforeEach(async () => {
    await cloud.clear();
    file = scratch.fresh();
    const known = await new CloudClient(cloud.url).enrol({ user: 'alice', terminal: 'desk' }, null);
    if (!known.ok) throw new Error('the cloud is open');
    credentials = known.value;
  });

  /** The account as a terminal has it open, and its uploader. */
  function opened(destination: () => Partial<Destination> | null = () => ({})) {
    const database = openedDatabase(file);
    const listeners = new Set<(change: SessionChange) => void>();
    const faults: unknown[] = [];
    const session = {
      past: new AccountHistory(database.connection),
      outbox: new Outbox(database.connection, { account: 'demo', mode: 'paper' }),
      onChange: (listener: (change: SessionChange) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const whole = (): Destination | null => {
      const told = destination();
      return told === null ? null : { client: new CloudClient(cloud.url), credentials, kinds: RECORDED_KINDS, ...told };
    };
    const uploader = new Uploader({ session, destination: whole, random: seededRandom(1), now: Date.now, onFault: (error) => faults.push(error) });
    const seal = (date: TradeDate): void => {
      const journal = written(database, date, sampleDay(date));
      const records = [...journal.read()];
      for (const listener of listeners) listener({ records, quotes: [] });
    };
    const close = async (): Promise<void> => {
      await uploader.close();
      database.close();
      expect(faults).toEqual([]);
    };
    return { database, outbox: session.outbox, uploader, seal, close };
  }

  async function kept(): Promise<string[]> {
    const rows = await cloud.database.query('SELECT date::text AS date, kind FROM items ORDER BY seq');
    return rows.map(({ date, kind }) => `${String(date)} ${String(kind)}`);
  }

  const all = (dates: readonly TradeDate[], kinds: readonly RecordedKind[] = RECORDED_KINDS): string[] =>
    dates.flatMap((date) => kinds.map((kind) => `${date} ${kind}`));

  it('is each sealed day, once it is sealed', async () => {
    const terminal = opened();
    terminal.seal(FIRST);
    await expect.poll(kept, PATIENT).toEqual(all([FIRST]));
    terminal.seal(SECOND);
    await expect.poll(kept, PATIENT).toEqual(all([FIRST, SECOND]));
    await expect.poll(() => terminal.outbox.count(), PATIENT).toEqual({ total: 12, waiting: 0 });
    await terminal.close();
  });

  it('is what was sealed while there was no cloud, or no terminal, to the last day', async () => {
    await cloud.stop();
    const before = opened();
    before.seal(FIRST);
    await expect.poll(() => before.uploader.state.kind, PATIENT).toBe('waiting');
    expect(before.outbox.next()?.problem).not.toBeNull();
    await before.close();
    // Sealed, and killed before anything was put into the outbox.
    const killed = openedDatabase(file);
    written(killed, SECOND, sampleDay(SECOND));
    killed.close();
    await cloud.listen();
    const after = opened();
    after.uploader.wake();
    after.seal(THIRD);
    await expect.poll(kept, PATIENT).toEqual(all(DAYS));
    await after.close();
  });

  it('goes on by itself where it was cut off, whoever was killed', async () => {
    const dates = DAYS;
    const filling = openedDatabase(file);
    for (const date of dates) written(filling, date, sampleDay(date));
    new Outbox(filling.connection, { account: 'demo', mode: 'paper' }).startFrom(FIRST);
    filling.close();
    // Each terminal ends after another number of answers, and the cloud is restarted below it.
    for (let answers = 0; (await kept()).length < all(dates).length; answers += 1) {
      const terminal = opened();
      const goal = Math.min((await kept()).length + (answers % 4), all(dates).length);
      terminal.uploader.wake();
      await expect.poll(async () => (await kept()).length, PATIENT).toBeGreaterThanOrEqual(goal);
      const ended = terminal.close();
      if (answers % 3 === 0) {
        await cloud.stop();
        await cloud.listen();
      }
      await ended;
    }
    expect(await kept()).toEqual(all(dates));
  });

  it('is only what was chosen, and what is chosen later follows', async () => {
    let kinds: readonly RecordedKind[] = ['equity'];
    const terminal = opened(() => ({ kinds }));
    terminal.seal(FIRST);
    await expect.poll(kept, PATIENT).toEqual(all([FIRST], ['equity']));
    kinds = ['equity', 'fills'];
    terminal.uploader.wake();
    await expect.poll(kept, PATIENT).toEqual(all([FIRST], ['equity', 'fills']));
    terminal.outbox.startFrom(FIRST);
    await terminal.close();
  });

  it('is nothing while it is paused, and what a cloud has lost goes up again', async () => {
    let paused = true;
    const terminal = opened(() => (paused ? null : {}));
    terminal.seal(FIRST);
    terminal.seal(SECOND);
    expect(terminal.outbox.count().total).toBe(0);
    paused = false;
    terminal.outbox.startFrom(FIRST);
    terminal.uploader.wake();
    await expect.poll(kept, PATIENT).toEqual(all([FIRST, SECOND]));
    await terminal.close();
    await cloud.database.query('DELETE FROM items WHERE seq > 5');
    await cloud.database.query('UPDATE streams SET last_seq = 5');
    const again = opened();
    again.uploader.wake();
    await expect.poll(kept, PATIENT).toEqual(all([FIRST, SECOND]));
    await again.close();
  });
});
