import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { LAYOUTS } from '../../../adapters/statements/layouts.ts';
import { runCli } from '../cli.fixture.ts';
import { NOTE_STYLES, type NoteStyle, type ToldRow, accountJson, fillsCsv, layoutStyle, note, rebalanced, suffixed, toldDay, yuan } from './settle.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'kaipan-settle-'));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'day-'));
  mkdirSync(join(folder, 'broker'));
  write('account.json', accountJson());
  write('fills.csv', fillsCsv(toldDay()));
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const COMMAND = ['settle', '--account', 'account.json', '--fills', 'fills.csv', '--broker', 'broker'];

interface Settled {
  readonly code: number;
  readonly found: readonly string[];
  readonly document: { readonly differences: readonly { readonly code: string; readonly fields: unknown; readonly correction: string; readonly text: string }[]; readonly tolerated: unknown; readonly unchecked: unknown };
}

/** The codes of the differences with the fills that they name. */
async function settle(): Promise<Settled> {
  const { code, stdout, stderr } = await runCli([...COMMAND, '--json'], folder);
  if (code !== 0 && code !== 3) throw new Error(stderr);
  const document = JSON.parse(stdout) as Settled['document'];
  const found = document.differences.map((one) => [one.code, ...((one as unknown as { fillIds: string[] }).fillIds)].join(' '));
  return { code, found, document };
}

function editedAt(at: number, edit: (row: ToldRow) => void): ToldRow[] {
  return toldDay().map((row, i) => {
    const copy = { ...row };
    if (i === at) edit(copy);
    return copy;
  });
}

const plain = NOTE_STYLES[0] as NoteStyle;

describe.each(NOTE_STYLES)('settle, a note with $name', (style) => {
  const tells = (what: NoteStyle['tells'][number]): boolean => style.tells.includes(what);

  it('agrees with the day that it tells', async () => {
    write('broker/x.csv', note(style, toldDay()));
    expect(await settle()).toMatchObject({ code: 0, found: [] });
  });

  it.each([0, 3, 5, 7])('finds one share in row %i', async (at) => {
    write('broker/x.csv', note(style, editedAt(at, (row) => (row.quantity += 1))));
    expect((await settle()).found).toEqual([`fillDiffers F${at + 1}`]);
    write('broker/x.csv', note(style, rebalanced(editedAt(at, (row) => (row.quantity += 1)))));
    expect((await settle()).found).toEqual([`fillDiffers F${at + 1}`]);
  });

  it.each([0, 2, 4, 7])('finds one cent in row %i, wherever it is', async (at) => {
    const edits: readonly (readonly [string, (row: ToldRow) => void])[] = [
      [`feesDiffer F${at + 1}`, (row) => (row.commission += 1)],
      [`feesDiffer F${at + 1}`, (row) => (row.amount += 1)],
      [`fillDiffers F${at + 1}`, (row) => (row.price += 1)],
      [`fillDiffers F${at + 1}`, (row) => (row.turnover -= 1)],
      [`feesDiffer F${at + 1}`, (row) => {
        row.commission += 1;
        row.amount -= 1;
      }],
      [`feesDiffer F${at + 1}`, (row) => (row.stamp += 1)],
    ];
    for (const [expected, edit] of edits) {
      for (const rows of [editedAt(at, edit), rebalanced(editedAt(at, edit))]) {
        write('broker/x.csv', note(style, rows));
        expect((await settle()).found).toEqual([expected]);
      }
    }
  });

  it.each([0, 3, 6, 7])('finds a cent or a share in the balances of row %i', async (at) => {
    if (tells('cashAfter')) {
      write('broker/x.csv', note(style, editedAt(at, (row) => (row.cashAfter += 1))));
      expect((await settle()).found).toHaveLength(1);
    }
    if (tells('sharesAfter')) {
      write('broker/x.csv', note(style, editedAt(at, (row) => (row.sharesAfter += 1))));
      expect((await settle()).found).toEqual(['position']);
    }
  });

  it.each([0, 1, 4, 7])('finds that row %i is missing, and whom the balances speak for', async (at) => {
    const without = toldDay().filter((_, i) => i !== at);
    write('broker/x.csv', note(style, rebalanced(without)));
    const recounted = await settle();
    expect(recounted.found).toEqual([`fillMissingAtBroker F${at + 1}`]);
    expect(recounted.document.differences[0]?.correction).toBe('dropFill');
    write('broker/x.csv', note(style, without));
    const lost = await settle();
    expect(lost.found).toEqual([`fillMissingAtBroker F${at + 1}`]);
    if (at < 5 && tells('cashAfter')) expect(lost.document.differences[0]?.correction).toBe('askBroker');
  });

  it.each([0, 1, 4, 7])('finds that row %i is there twice', async (at) => {
    const day = toldDay();
    const twice = [...day.slice(0, at + 1), ...day.slice(at)];
    write('broker/x.csv', note(style, twice));
    expect((await settle()).found).toEqual(['fillDoubledAtBroker']);
    write('broker/x.csv', note(style, rebalanced(twice)));
    expect((await settle()).found).toEqual(['fillDoubledAtBroker']);
  });

  it.each([0, 4, 7])('finds fill %i missing and doubled in our own books', async (at) => {
    const day = toldDay();
    write('broker/x.csv', note(style, day));
    write('fills.csv', fillsCsv(day.filter((_, i) => i !== at)));
    const missing = await settle();
    expect(missing.found).toEqual(['fillMissingHere']);
    expect(missing.document.differences[0]?.correction).toBe('bookFill');
    write('fills.csv', fillsCsv([...day.slice(0, at + 1), ...day.slice(at)]));
    const doubled = await settle();
    expect(doubled.found).toEqual([`fillDoubledHere F${at + 1}`]);
    expect(doubled.document.differences[0]?.correction).toBe('dropFill');
  });
});

/** One row an order, with the sums of its fills. */
function merged(): ToldRow[] {
  const rows = new Map<string, ToldRow>();
  for (const row of toldDay()) {
    const before = rows.get(row.order);
    if (before === undefined) {
      rows.set(row.order, { ...row });
      continue;
    }
    for (const field of ['quantity', 'turnover', 'commission', 'stamp', 'transfer', 'amount'] as const) before[field] += row[field];
    before.price = Math.round(before.turnover / before.quantity);
  }
  return rebalanced([...rows.values()]);
}

const withMoney = LAYOUTS.filter(({ headings }) => /发生金额|清算金额/.test(headings));

describe.each(withMoney)('settle, the layout $headings', (layout) => {
  const style = layoutStyle(layout.headings);

  it('agrees, and finds a share, a cent, a missing and a doubled row', async () => {
    const day = toldDay();
    const variants: readonly (readonly [readonly ToldRow[], readonly string[]])[] = [
      [day, []],
      [editedAt(4, (row) => (row.quantity -= 1)), ['fillDiffers F5']],
      [rebalanced(editedAt(2, (row) => (row.amount -= 1))), ['feesDiffer F3']],
      [rebalanced(day.filter(({ id }) => id !== 'F4')), ['fillMissingAtBroker F4']],
      [rebalanced([...day.slice(0, 7), ...day.slice(6)]), ['fillDoubledAtBroker']],
    ];
    for (const [rows, expected] of variants) {
      write('broker/x.csv', note(style, rows));
      expect((await settle()).found).toEqual(expected);
    }
  });
});

describe('settle', () => {
  it('takes merged, split and re-ordered rows for what they are, and says so', async () => {
    write('broker/x.csv', note(plain, merged()));
    expect(await settle()).toMatchObject({ code: 0, document: { tolerated: [{ code: 'merged', count: 2 }, { code: 'averagePriceRounded', count: 2 }] } });
    const split = toldDay().flatMap((row) => (row.id === 'F3' ? [
      { ...row, quantity: 200, turnover: 668_000, commission: 0, stamp: 0, transfer: 0, amount: 668_000 },
      { ...row, quantity: 300, turnover: 1_002_000, amount: row.amount - 668_000 },
    ] : [row]));
    write('broker/x.csv', note(plain, rebalanced(split)));
    expect(await settle()).toMatchObject({ code: 0, document: { tolerated: [{ code: 'split', count: 1 }] } });
    write('broker/x.csv', note(plain, toldDay().toReversed()));
    expect(await settle()).toMatchObject({ code: 0, document: { tolerated: [{ code: 'rowOrder', count: 1 }] } });
  });

  it('finds a share and a missing fill in merged rows', async () => {
    const [first, ...rest] = merged();
    if (first === undefined) throw new Error('no rows');
    write('broker/x.csv', note(plain, [{ ...first, quantity: first.quantity - 1 }, ...rest]));
    expect((await settle()).found).toEqual(['fillDiffers F1 F2']);
    const less = { ...first, quantity: 1000, price: 3512, turnover: 3_512_000, commission: 878, transfer: 35, amount: -3_512_913 };
    write('broker/x.csv', note(plain, rebalanced([less, ...rest])));
    expect((await settle()).found).toEqual(['fillMissingAtBroker F2']);
  });

  it('tolerates fees that are rounded for each row, and no other cent', async () => {
    const perRow = toldDay().map((row) => {
      if (row.order !== 'O3') return row;
      const [commission, transfer] = [Math.round(row.turnover * 0.000_25), Math.round(row.turnover * 0.000_01)];
      return { ...row, commission, transfer, amount: -row.turnover - commission - transfer };
    });
    const changed = perRow.reduce((sum, row, i) => sum + row.amount - (toldDay()[i]?.amount ?? 0), 0);
    write('broker/x.csv', note(plain, rebalanced(perRow)));
    const settled = await settle();
    expect(settled.found).toEqual([]);
    expect(settled.document.tolerated).toEqual([{ code: changed === 0 ? 'feesSpread' : 'feesRoundedPerRow', count: 1 }]);
  });

  it('lists cash and shares that moved without a fill, and rows that it does not understand', async () => {
    const extra = ['红利入账', '银行转证券', '红冲蓝补'].map((words, i) => `20230201,15:00:0${i},,,${words},0,0,0,0,10.00,0,0,0,${yuan(toldDay()[7]?.cashAfter ?? 0).replace(/\d+/, (whole) => String(Number(whole) + 10 * (i + 1)))},,`);
    write('broker/x.csv', `${note(plain, toldDay())}${extra.join('\r\n')}\r\n`);
    const { code, found } = await settle();
    expect([code, found]).toEqual([3, ['cashMovement', 'cashMovement', 'rowNotUnderstood']]);
  });

  it('compares orders, fills, holdings and cash where the broker gives these', async () => {
    const close = new Map([['601318', 300], ...toldDay().map((row) => [row.code, row.sharesAfter] as const)]);
    const holdings = (shares: ReadonlyMap<string, number>): string => ['证券代码,证券名称,证券数量,可卖数量,成本价,市值', ...[...shares].map(([code, quantity]) => `${code},x,${quantity},0,1,1`)].join('\n');
    const cash = toldDay().at(-1)?.cashAfter ?? 0;
    const orders = merged().map((row) => [row.time, row.code, row.side === 'buy' ? '买入' : '卖出', '已成', row.quantity, row.quantity, yuan(row.price), `9${row.order}`].join(','));
    const headOfOrders = '委托时间,证券代码,操作,备注,委托数量,成交数量,成交均价,合同编号';
    const cancelled = '10:10:10,600036,买入,已撤,500,0,0,99';
    write('broker/orders.csv', [headOfOrders, ...orders, cancelled].join('\n'));
    write('broker/holdings.csv', holdings(close));
    write('broker/cash.csv', `币种,资金余额,可用金额\n人民币,${yuan(cash)},0\n`);
    expect(await settle()).toMatchObject({ code: 0, document: { unchecked: ['fees'] } });
    write('broker/holdings.csv', holdings(new Map([...close, ['601318', 301]])));
    expect((await settle()).document.differences).toMatchObject([{ code: 'position', fields: [{ ours: '300', brokers: '301' }] }]);
    write('broker/holdings.csv', holdings(close));
    write('broker/cash.csv', `币种,资金余额,可用金额\n人民币,${yuan(cash - 1)},0\n`);
    expect((await settle()).found).toEqual(['cashBalance']);
    write('broker/cash.csv', `币种,资金余额,可用金额\n人民币,${yuan(cash)},0\n`);
    write('broker/orders.csv', [headOfOrders, ...orders.with(1, orders[1]?.replace('500,500', '500,499') ?? '')].join('\n'));
    expect((await settle()).found).toEqual(['fillDiffers F3']);
  });

  it('tells the same difference of several files once', async () => {
    const rows = rebalanced(toldDay().filter(({ id }) => id !== 'F7'));
    write('broker/delivery.csv', note(plain, rows));
    write('broker/copy.txt', note(NOTE_STYLES[1] as NoteStyle, rows));
    expect((await settle()).found).toEqual(['fillMissingAtBroker F7']);
  });

  it('takes the account of after the close, with its holdings beside it', async () => {
    const last = toldDay().at(-1);
    write('account.json', JSON.stringify({ date: '2023-02-01', cash: yuan(last?.cashAfter ?? 0), available: '0', equity: '1' }));
    const close = new Map([['601318', 300], ...toldDay().map((row) => [row.code, row.sharesAfter] as const)]);
    write('positions.csv', `instrument,quantity\n${[...close].map(([code, quantity]) => `${suffixed(code)},${quantity}\n`).join('')}`);
    write('broker/x.csv', note(plain, toldDay()));
    expect(await settle()).toMatchObject({ code: 0, found: [], document: { unchecked: [] } });
    write('fills.csv', fillsCsv(toldDay().slice(1)));
    const missing = await settle();
    expect([missing.found, missing.document.differences[0]?.correction]).toEqual([['fillMissingHere'], 'bookFill']);
  });

  it('finds another opening cash and holding', async () => {
    write('broker/x.csv', note(plain, toldDay()));
    write('account.json', accountJson().replace('600000.00', '600000.01').replace('"quantity":400', '"quantity":401'));
    expect((await settle()).found).toEqual(['cashOpening', 'position']);
  });

  it('compares a cash journal that tells no shares', async () => {
    const journal = (rows: readonly ToldRow[]): string =>
      ['发生日期,业务名称,发生金额,资金余额', ...rows.map((row) => `20230201,${row.side === 'buy' ? '证券买入' : '证券卖出'},${yuan(row.amount)},${yuan(row.cashAfter)}`)].join('\n');
    write('broker/x.csv', journal(merged()));
    expect(await settle()).toMatchObject({ code: 0, found: [], document: { unchecked: ['trades', 'fees', 'holdings'] } });
    write('broker/x.csv', journal(rebalanced(editedAt(2, (row) => (row.amount -= 1)))));
    expect((await settle()).found).toEqual(['fillDiffers F3']);
    write('broker/x.csv', journal(rebalanced(toldDay().slice(0, 7))));
    expect((await settle()).found).toEqual(['fillMissingAtBroker F8']);
  });

  it('says it to people', async () => {
    write('broker/x.csv', note(plain, editedAt(2, (row) => (row.quantity -= 1))));
    const { code, stdout, stderr } = await runCli(COMMAND, folder);
    expect(code).toBe(3);
    expect(stderr).toBe("kaipan: 1 difference between our books and the broker's\n");
    expect(stdout).toContain(
      "1. fill differs: 002415.SZ F3 of order O2: quantity ours 500, broker's 499 (broker/x.csv:4); ours stands, by the broker's own balances: fetch the file again or ask the broker\n",
    );
  });

  it('refuses what it cannot read, naming file, line and field', async () => {
    const refusal = async (): Promise<string> => {
      const { code, stdout, stderr } = await runCli(COMMAND, folder);
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await refusal()).toBe('kaipan: broker: holds no statement file\n');
    write('broker/notes.txt', 'hello\n');
    expect(await refusal()).toBe("kaipan: broker/notes.txt:1: no heading of a broker's statement is in it; its first line is hello\n");
    rmSync(join(folder, 'broker/notes.txt'));
    write('broker/x.csv', note(plain, toldDay()).replace('35.12,', '35.1x2,'));
    expect(await refusal()).toBe('kaipan: broker/x.csv:2: 成交均价: must be a number, was 35.1x2\n');
    write('fills.csv', fillsCsv(toldDay()).replace('buy', 'hold'));
    expect(await refusal()).toBe('kaipan: fills.csv:2: side: must be one of buy, sell, was hold\n');
    rmSync(join(folder, 'broker'), { recursive: true });
    write('fills.csv', fillsCsv(toldDay()));
    expect(await refusal()).toContain('--broker: broker is no folder that can be read (ENOENT)');
  });
});
