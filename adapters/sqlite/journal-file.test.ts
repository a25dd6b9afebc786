import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Verification, rawLines, verifyJournal } from './journal-file.ts';
import { GENESIS, chainHash, chainedLine, recordText } from './journal-line.ts';
import { sampleDay, sampleLines } from './sample-day.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;

const LINES = sampleLines(sampleDay(DAY));
const COUNT = LINES.length;
/** Number of the day's first fill. */
const FILL = LINES.findIndex((text) => text.includes('"filled"')) + 1;

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-verify-'));
  file = join(folder, 'events.jsonl');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function verified(text: string): Promise<Verification> {
  writeFileSync(file, text);
  return verifyJournal(rawLines(file));
}

async function fault(lines: readonly string[]): Promise<string> {
  const result = await verified(`${lines.join('\n')}\n`);
  if (result.ok) return `sound, ${result.value.events}`;
  if (result.error.kind === 'notAJournal') return 'no journal';
  const { fault: what, line, seq, detail } = result.error.broken;
  return `${what}, line ${line}, record ${seq}: ${detail}`;
}

/** The lines with some exchanged, by number. */
function changed(changes: Readonly<Record<number, string>>): readonly string[] {
  return LINES.map((text, i) => changes[i + 1] ?? text);
}

function lineOf(seq: number): string {
  return LINES[seq - 1] ?? '';
}

describe('verifyJournal', () => {
  it('sums up a sound journal', async () => {
    const result = await verified(`${LINES.join('\n')}\n`);
    expect(result).toEqual({
      ok: true,
      value: {
        events: COUNT,
        firstSeq: 1,
        lastSeq: COUNT,
        first: '2023-02-01T09:00:00.000',
        last: '2023-02-01T15:04:00.000',
        head: JSON.parse(lineOf(COUNT)).hash,
        days: [{ date: DAY, sealed: true }],
      },
    });
  });

  it('accepts the later days of an account by themselves', async () => {
    const both = sampleLines([...sampleDay(DAY), ...sampleDay(NEXT)]);
    expect(await fault(both)).toBe(`sound, ${2 * COUNT}`);
    expect(await fault(both.slice(COUNT))).toBe(`sound, ${COUNT}`);
  });

  it('tells a day that is not sealed yet', async () => {
    const result = await verified(`${LINES.slice(0, 9).join('\n')}\n`);
    expect(result.ok && result.value.days).toEqual([{ date: DAY, sealed: false }]);
  });

  it.each([
    ['one digit of a price', ['1850.00', '1850.01']],
    ['one letter of a reason', ['09:30:06', '09:30:07']],
    ['its step', ['"step":7', '"step":8']],
  ] as const)('finds an edit of %s', async (_name, [before, after]) => {
    const lines = changed({ [FILL]: lineOf(FILL).replace(before, after) });
    expect(lines).not.toEqual(LINES);
    expect(await fault(lines)).toBe(`edited, line ${FILL}, record ${FILL}: record ${FILL} does not match its hash`);
  });

  it('finds a blank that changes nothing but the bytes', async () => {
    expect(await fault(changed({ 20: lineOf(20).replace(',"data"', ', "data"') }))).toMatch(/^malformed, line 20, record 20/);
    expect(await fault(changed({ 20: `${lineOf(20)}\r` }))).toMatch(/^malformed, line 20/);
    expect(await fault(changed({ 1: `\uFEFF${lineOf(1)}` }))).toMatch(/^malformed, line 1, record 1/);
  });

  it('finds an edit whose hash was made again', async () => {
    const text = JSON.stringify({ ...JSON.parse(lineOf(FILL)), prev: undefined, hash: undefined }).replace('1850.00', '1850.01');
    const prev = JSON.parse(lineOf(FILL)).prev as string;
    const forged = chainedLine(text, prev, chainHash(prev, text));
    const next = FILL + 1;
    expect(await fault(changed({ [FILL]: forged }))).toBe(
      `replaced, line ${next}, record ${next}: record ${next} does not follow from record ${FILL}: one of them was exchanged`,
    );
  });

  it.each([
    ['removed', [...LINES.slice(0, 9), ...LINES.slice(10)], 'removed, line 10, record 10: record 10 is missing, record 11 stands in its place'],
    ['reordered', [...LINES.slice(0, 9), lineOf(11), lineOf(10), ...LINES.slice(11)], 'reordered, line 10, record 10: record 10 stands further down'],
    ['repeated', [...LINES.slice(0, 10), ...LINES.slice(9)], 'repeated, line 11, record 10: record 10 comes after record 10'],
    ['first removed', LINES.slice(1), 'headless, line 1, record 2: begins with record 2, commandGiven, not dayOpened'],
    ['an empty line', [...LINES.slice(0, 9), '', ...LINES.slice(9)], 'malformed, line 10, record 10: not a record'],
    ['an empty line at the end', [...LINES, ''], `malformed, line ${COUNT + 1}, record ${COUNT + 1}: not a record`],
  ])('finds records %s', async (_name, lines, expected) => {
    expect(await fault(lines)).toBe(expected);
  });

  it('finds a last line that is cut anywhere, be it by its line end alone', async () => {
    const text = `${LINES.join('\n')}\n`;
    for (const cut of [1, 2, 70, 200]) {
      const result = await verified(text.slice(0, -cut));
      expect(!result.ok && result.error).toMatchObject({
        broken: { fault: 'truncated', line: COUNT, seq: COUNT },
        sound: { events: COUNT - 1 },
      });
    }
  });

  it('finds any byte that was changed, taken out or put in', async () => {
    const text = `${LINES.join('\n')}\n`;
    const place = fc.integer({ min: 0, max: text.length - 1 });
    const other = fc.constantFrom('0', '1', 'a', 'f', '"', ' ', '\n', '{', '}', '台');
    await fc.assert(
      fc.asyncProperty(place, other, fc.constantFrom('change', 'remove', 'insert'), async (at, char, how) => {
        fc.pre(how !== 'change' || text[at] !== char);
        const edited = text.slice(0, at) + (how === 'remove' ? '' : char) + text.slice(how === 'insert' ? at : at + 1);
        expect((await verified(edited)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('finds facts that are none, though they are chained well', async () => {
    const text = recordText(1, 0, 0 as never, { type: 'dayOpened', data: '{"date":"2023-02-30"}' });
    expect(await fault([chainedLine(text, GENESIS, chainHash(GENESIS, text))])).toBe(
      'unreadable, line 1, record 1: record 1, dayOpened: date: not a date',
    );
  });

  it.each([
    ['nothing', ''],
    ['a table', 'date,instrument,position\n2023-01-31,600519.SH,0.2\n'],
    ['other JSON lines', '{"seq":1}\n{"seq":2}\n'],
    ['a very long line', 'x'.repeat(17_000_000)],
    ['zeros', '\0'.repeat(5_000)],
  ])('takes %s for no journal', async (_name, text) => {
    expect(await verified(text)).toEqual({ ok: false, error: { kind: 'notAJournal' } });
  });
});
