import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleDay, sampleLines } from '../../../adapters/sqlite/sample-day.fixture.ts';
import { openedDatabase, written } from '../../../adapters/sqlite/scratch.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { runCli } from '../cli.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const LINES = sampleLines(sampleDay(DAY));
const HEAD = JSON.parse(LINES.at(-1) ?? '').hash as string;
const COUNT = LINES.length;

/** Number of the first record that holds all of the texts. */
function record(...texts: readonly string[]): number {
  return LINES.findIndex((line) => texts.every((text) => line.includes(text))) + 1;
}

const WAITING = record('quote.old');
const ORDER = record('"orderIntended"', 'O2023-02-01-1');
const [ACCEPTED, FIRST_FILL, LAST_FILL] = [record('2023-02-01-1"', '"accepted"'), record('F2023-02-01-2'), record('F2023-02-01-6')];
const [PAUSED, RESUMED, EDITED] = [record('"linePaused"'), record('"lineResumed"'), record('"lineEdited"')];

const root = mkdtempSync(join(tmpdir(), 'kaipan-journal-cli-'));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'day-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function writeJournal(lines: readonly string[] = LINES): void {
  write('events.jsonl', lines.map((line) => `${line}\n`).join(''));
}

function journal(...args: readonly string[]): ReturnType<typeof runCli> {
  return runCli(['journal', ...args], folder);
}

describe('journal verify', () => {
  it('sums up a sound journal', async () => {
    writeJournal();
    const { code, stdout, stderr } = await journal('verify', 'events.jsonl');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        'journal  events.jsonl: every record is as it was written',
        `records  ${COUNT}, from 1 to ${COUNT}`,
        'first    2023-02-01T09:00:00.000',
        'last     2023-02-01T15:04:00.000',
        'days     2023-02-01 sealed',
        `head     ${HEAD}`,
        '',
      ].join('\n'),
    );
  });

  it('gives one document with --json', async () => {
    writeJournal(LINES.slice(0, 9));
    const { code, stdout } = await journal('verify', 'events.jsonl', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sound: true, events: 9, lastSeq: 9, sealed: false, days: [{ date: DAY, sealed: false }], report: null });
  });

  it('names the first broken record, exit 3', async () => {
    writeJournal(LINES.with(WAITING - 1, LINES[WAITING - 1]?.replace('quote.old', 'quote.new') ?? ''));
    const broken = await journal('verify', 'events.jsonl', '--json');
    expect([broken.code, broken.stderr]).toEqual([
      3,
      `kaipan: events.jsonl:${WAITING}: record ${WAITING}: edited: record ${WAITING} does not match its hash\n`,
    ]);
    expect(JSON.parse(broken.stdout)).toMatchObject({ sound: false, broken: { fault: 'edited', line: WAITING, seq: WAITING }, events: WAITING - 1 });
    const plain = await journal('verify', 'events.jsonl');
    expect(plain.stdout).toBe('');
  });

  it('says when the report beside it knows another journal, which a shorter one cannot tell itself', async () => {
    write('report.json', JSON.stringify({ journal: { events: COUNT, head: HEAD } }));
    writeJournal();
    const sound = await journal('verify', 'events.jsonl');
    expect([sound.code, sound.stdout.split('\n').at(-2)]).toEqual([0, 'report.json  agrees']);
    writeJournal(LINES.slice(0, -1));
    const short = await journal('verify', 'events.jsonl');
    expect([short.code, short.stderr]).toEqual([3, `kaipan: events.jsonl: ends at record ${COUNT - 1}, but report.json knows ${COUNT}\n`]);
    write('report.json', JSON.stringify({ journal: { events: COUNT, head: 'f00d' } }));
    writeJournal();
    const other = await journal('verify', 'events.jsonl', '--json');
    expect([other.code, other.stderr]).toEqual([3, `kaipan: events.jsonl: ends with hash ${HEAD}, but report.json knows f00d\n`]);
    expect(JSON.parse(other.stdout)).toMatchObject({ sound: false, report: { kind: 'differs' } });
  });

  it('leaves a report of something else alone and complains of a broken one', async () => {
    writeJournal();
    write('report.json', '{"pages":3}');
    const silent = await journal('verify', 'events.jsonl');
    expect([silent.code, silent.stdout.split('\n').at(-2)]).toEqual([0, 'report.json  names no journal']);
    write('report.json', '{"pages":');
    const broken = await journal('verify', 'events.jsonl');
    expect([broken.code, broken.stderr]).toEqual([3, expect.stringContaining('report.json: cannot be read')]);
  });

  it('checks the database of an account, also while it is open', async () => {
    const database = openedDatabase(join(folder, 'account.db'));
    written(database, DAY, sampleDay(DAY));
    const sound = await journal('verify', 'account.db');
    expect([sound.code, sound.stdout.includes(HEAD)]).toEqual([0, true]);
    database.connection.exec("DROP TRIGGER journal_stays; DELETE FROM journal WHERE seq = 7");
    const broken = await journal('verify', 'account.db');
    expect([broken.code, broken.stderr]).toEqual([
      3,
      'kaipan: account.db:7: record 7: removed: record 7 is missing, record 8 stands in its place\n',
    ]);
    database.close();
  });

  it.each([
    ['a table', 'fills.csv', 'fill_id,order_id\n', 'fills.csv: is not a journal'],
    ['an empty file', 'empty', '', 'empty: is not a journal'],
    ['a file of another program', 'x.db', `SQLite format 3\0${'x'.repeat(200)}`, 'x.db: is not a journal'],
  ])('exits 2 for %s', async (_name, file, text, message) => {
    write(file, text);
    expect(await journal('verify', file)).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${message}\n` });
  });

  it('exits 2 for what is not there', async () => {
    const { code, stderr } = await journal('verify', 'none.jsonl');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^kaipan: none\.jsonl: cannot be read \(ENOENT/)]);
  });
});

describe('journal explain', () => {
  it('follows a fill back to its signal, in order', async () => {
    writeJournal();
    const { code, stdout } = await journal('explain', 'events.jsonl', '--fill', 'F2023-02-01-6');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      `fill        2023-02-01T09:32:00.000  F2023-02-01-6: buy 40 600519.SH at 1850.00, 74000.00 yuan, record ${LAST_FILL}`,
      '  fees      5.01: commission 5.00, stamp tax 0.00, transfer fee 0.01',
      `order       2023-02-01T09:30:03.000  O2023-02-01-1: buy 100 600519.SH, limit at 1850.00, 185100.00 yuan set aside, T+1, record ${ORDER}`,
      '  quote     2023-02-01T09:30:00.000  last 1850.00, bid 1850.00, ask 1850.00',
      '  rules     1 passed: cash (needed 18555.00, available 999999.99)',
      `  then      2023-02-01T09:30:03.000  accepted, record ${ACCEPTED}`,
      `  then      2023-02-01T09:30:06.000  filled 60 at 1850.00, record ${FIRST_FILL}`,
      'plan line   2023-02-01T09:01:00.000  L2023-02-01-1: buy 100 600519.SH for default, record 3',
      '  sizing    target 108 shares, target weight 0.185, held 0, reference price 1850.00, estimated 185000.00 yuan and 5.00 of fees',
      '  adjusted  lot.rounded (from 108, to 100)',
      '  style     callAuction',
      `  then      2023-02-01T09:02:00.000  linePaused, record ${PAUSED}`,
      `  then      2023-02-01T09:02:00.000  lineResumed, record ${RESUMED}`,
      'signal      2023-02-01T09:01:00.000  target weight 0.185, made on 2023-02-01 by default: signals.csv, given by trader, record 2',
      '  reason    动量 “强”',
      'approval    2023-02-01T09:02:00.000  by trader, record 5',
      '',
    ]);
  });

  it('says when no signal named the instrument, and shows edits and cancels', async () => {
    writeJournal();
    const { stdout } = await journal('explain', 'events.jsonl', '--fill', 'F2023-02-01-3');
    expect(stdout).toContain('none names 000333.SZ, so its target is 0: signals.csv, given by trader, record 2');
    expect(stdout).toContain(`orderOutcomeUnknown: broker.timeout, record ${record('broker.timeout')}`);
    expect(stdout).toContain(`edited: 200 shares by callAuction to 200 by limit, record ${EDITED}`);
  });

  it('gives the same as one document with --json, in decimals', async () => {
    writeJournal();
    const { stdout } = await journal('explain', 'events.jsonl', '--fill', 'F2023-02-01-6', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      fill: { seq: LAST_FILL, at: '2023-02-01T09:32:00.000', report: { price: '1850.00', quantity: 40 }, fees: { commission: '5.00' } },
      order: { seq: ORDER, order: { id: 'O2023-02-01-1' }, verdicts: [{ rule: 'cash' }], basis: { last: '1850.00' } },
      since: [{ seq: ACCEPTED }, { seq: FIRST_FILL }],
      ticket: null,
      line: { seq: 3, source: 'signals.csv', id: 'L2023-02-01-1', refPrice: '1850.00', adjustments: [{ code: 'lot.rounded' }] },
      signal: { seq: 2, source: 'signals.csv', by: 'trader', ask: { kind: 'target', weight: '0.185' } },
      approvals: [{ seq: 5, by: 'trader' }],
    });
  });

  it('reads the database of an account too', async () => {
    const database = openedDatabase(join(folder, 'account.db'));
    written(database, DAY, sampleDay(DAY));
    database.close();
    const { code, stdout } = await journal('explain', 'account.db', '--fill', 'F2023-02-01-2');
    expect([code, stdout.slice(0, 4)]).toEqual([0, 'fill']);
  });

  it.each([
    ['an unknown fill', ['events.jsonl', '--fill', 'F9'], '--fill: events.jsonl holds no fill F9'],
    ['no fill', ['events.jsonl'], '--fill, --order, --line: say one of them'],
    ['no journal', ['fills.csv', '--fill', 'F1'], 'fills.csv: is not a journal'],
  ])('exits 2 for %s', async (_name, args, message) => {
    writeJournal();
    write('fills.csv', 'fill_id\nF1\n');
    expect(await journal('explain', ...args)).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${message}\n` });
  });

  it('says of a line that never traded what it was denied for, and of that order which line it was of', async () => {
    writeJournal();
    const line = await journal('explain', 'events.jsonl', '--line', 'L2023-02-01-3');
    expect([line.code, line.stderr]).toEqual([0, '']);
    expect(line.stdout).toMatch(/^denied .*O2023-02-01-3: sell 100/);
    expect(line.stdout).toContain('deny: price.aboveLimit');
    expect(line.stdout).toContain('lineExpired: approval.lapsed');
    const order = await journal('explain', 'events.jsonl', '--order', 'O2023-02-01-3', '--json');
    expect(JSON.parse(order.stdout)).toMatchObject({ order: { type: 'orderDenied' }, line: { id: 'L2023-02-01-3' } });
    expect(await journal('explain', 'events.jsonl', '--line', 'L0')).toMatchObject({ code: 2, stderr: 'kaipan: --line: events.jsonl holds no line L0\n' });
    expect((await journal('explain', 'events.jsonl', '--line', 'L0', '--fill', 'F0')).code).toBe(2);
  });
});
