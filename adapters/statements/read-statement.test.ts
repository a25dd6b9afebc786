import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Statement, type StatementRow } from '../../core/settlement/statement.ts';
import { type StatementMapping } from './mapping.ts';
import { readStatement } from './read-statement.ts';
import { sketchStatement } from './sketch.ts';
import { statementProblemText } from './statement-problem.ts';

async function read(text: string | Uint8Array, mappings: readonly StatementMapping[] = []): Promise<Statement> {
  const statement = await readStatement({ name: 'day.csv', bytes: Buffer.from(text) }, mappings);
  if (!statement.ok) throw new Error(statementProblemText(statement.error));
  return statement.value;
}

async function refusal(text: string | Uint8Array, mappings: readonly StatementMapping[] = []): Promise<string> {
  const statement = await readStatement({ name: 'day.csv', bytes: Buffer.from(text) }, mappings);
  return statement.ok ? 'taken' : statementProblemText(statement.error);
}

const HEAD = '成交日期,成交时间,证券代码,证券名称,操作,成交数量,成交均价,成交金额,余额,发生金额,手续费,印花税,过户费,本次金额,合同编号,成交编号';
const ROWS = [
  '20230105,09:31:02,600036,甲,证券买入,1000,35.12,35120,1000,-35129.13,8.78,0,0.35,64870.87,A1,7001',
  '20230105,09:45:10,2415,乙,证券卖出,-500,33.4,16700,0,16686.81,4.18,8.35,0.66,81557.68,A2,7002',
  '20230105,10:00:00,600036,甲,证券卖出,-400,36,14400,600,14388.86,3.6,7.2,0.34,95946.54,A3,7003',
];
const FILE = [HEAD, ...ROWS, ''].join('\n');

/** 成交日期 … in GBK: what a Chinese client writes. */
const GBK: Readonly<Record<string, string>> = {
  成: 'b3c9', 交: 'bdbb', 日: 'c8d5', 期: 'c6da', 证: 'd6a4', 券: 'c8af', 代: 'b4fa', 码: 'c2eb', 操: 'b2d9', 作: 'd7f7', 数: 'cafd', 量: 'c1bf',
  金: 'bdf0', 额: 'b6ee', 发: 'b7a2', 生: 'c9fa', 买: 'c2f2', 入: 'c8eb',
};

function gbk(text: string): Uint8Array {
  return Buffer.concat(Array.from(text, (char) => Buffer.from(GBK[char] ?? Buffer.from(char).toString('hex'), 'hex')));
}

function meaning({ line: _line, ...row }: StatementRow): unknown {
  return row;
}

describe('readStatement', () => {
  it('puts rows into the normal form and follows the cash', async () => {
    const statement = await read(FILE);
    expect(statement).toMatchObject({ kind: 'delivery', cash: { state: 'addsUp', rows: 3, signs: 'signed', order: 'asListed' }, remarks: [] });
    expect(statement.rows[1]).toEqual({
      line: 3,
      date: '2023-01-05',
      time: 35_110_000,
      code: '002415',
      instrument: '002415.SZ',
      name: '乙',
      kind: 'sell',
      words: '证券卖出',
      quantity: 500,
      price: 334_000,
      turnover: 167_000_000,
      amount: 166_868_100,
      fees: { total: 131_900, stampTax: 83_500, transferFee: 6_600 },
      cashAfter: 815_576_800,
      sharesAfter: 0,
      orderRef: 'A2',
      fillRef: '7002',
      purse: '',
    });
  });

  it('leaves out fee columns that repeat a part of others', async () => {
    const head = '成交日期,证券代码,操作,成交数量,成交金额,发生金额,手续费,佣金,印花税,过户费,资金余额';
    const { rows, remarks } = await read(`${head}\n20230105,600036,买入,100,3500,-3505,5,4.9,0,0.1,100\n20230105,600036,卖出,100,3600,3591.4,5,4.9,3.6,0.1,3691.4\n`);
    expect(rows.map(({ fees }) => fees?.total)).toEqual([50_000, 86_000]);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['signed', '-1005', '1994', '-10'],
    ['unsigned', '1005', '1994', '10'],
    ['inverted', '1005', '-1994', '10'],
  ])('understands amounts that are %s', async (signs, bought, sold, tax) => {
    const lines = [`20230105,600036,买入,100,${bought}`, `20230105,600036,卖出,100,${sold}`, `20230105,600036,红利税,0,${tax}`];
    const { rows, cash } = await read(['成交日期,证券代码,业务名称,成交数量,发生金额', ...lines].join('\n'));
    expect(cash.signs).toBe(signs);
    expect(rows.map(({ amount }) => amount)).toEqual([-10_050_000, 19_940_000, -100_000]);
  });

  it('reads what spreadsheets and clients do to cells', async () => {
    const text = '资金账号:123 起止日期 2023\n\n证券代码\t成交日期\t操作\t成交数量\t成交金额\t 发生金额\n="000333"\t2023/1/5\t买\t"1,000"\t"50,000.00"\t"(50,012.50)"\n--\t2023-01-05 00:00:00\t利息归本\t---\t---\t2.16\n----------\n合计\t\t\n';
    const { rows } = await read(text);
    expect(rows.map(({ instrument, date, kind, quantity, amount }) => [instrument, date, kind, quantity, amount])).toEqual([
      ['000333.SZ', '2023-01-05', 'buy', 1000, -500_125_000],
      [null, '2023-01-05', 'interest', null, 21_600],
    ]);
  });

  it('knows a repeated row by its balance, and names gaps and rows without meaning', async () => {
    const { cash, remarks } = await read([HEAD, ROWS[0], ROWS[0], ROWS[2], '20230105,,,,红冲蓝补,,,,,-1.5,,,,95945.04,,'].join('\n'));
    expect(cash.state).toBe('gaps');
    expect(remarks).toEqual([
      { code: 'row.repeated', line: 3, first: 2 },
      { code: 'cash.gap', line: 4, missing: 166_868_100 },
      { code: 'row.notUnderstood', line: 5, words: '红冲蓝补', amount: -15_000 },
    ]);
  });

  it('reads the same from GBK', async () => {
    const text = '成交日期,证券代码,操作,成交数量,成交金额,发生金额\n20230105,600036,买入,100,3500,-3505\n';
    expect(await read(gbk(text))).toEqual(await read(text));
  });

  it('reads the same whatever the order of the columns', async () => {
    const table = [HEAD, ...ROWS].map((line) => line.split(','));
    const whole = (await read(FILE)).rows.map(meaning);
    const order = fc.shuffledSubarray([...HEAD.split(',').keys()], { minLength: HEAD.split(',').length });
    await fc.assert(
      fc.asyncProperty(order, async (columns) => {
        const text = table.map((cells) => columns.map((column) => cells[column]).join('\t')).join('\r\n');
        expect((await read(text)).rows.map(meaning)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('finds that the cash adds up whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(ROWS, { minLength: ROWS.length }), async (rows) => {
        expect((await read([HEAD, ...rows].join('\n'))).cash.state).toBe('addsUp');
      }),
      { numRuns: 10 },
    );
  });

  it('never takes a file that was cut inside of a row for a whole one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: HEAD.length + 2, max: FILE.length - 1 }), async (length) => {
        const statement = await readStatement({ name: 'day.csv', bytes: Buffer.from(FILE.slice(0, length)) });
        if (statement.ok) expect(FILE.slice(0, length).trimEnd().split('\n').at(-1)?.split(',')).toHaveLength(16);
      }),
    );
  });

  it('says what is wrong with a file, and where', async () => {
    expect(await refusal('')).toBe('day.csv: is empty');
    expect(await refusal('name,age\nx,1\n')).toBe("day.csv:1: no heading of a broker's statement is in it; its first line is name,age");
    expect(await refusal('证券代码,证券名称,操作,发生金额\n')).toBe(
      'day.csv:1: looks like accounting, but no column is known for 成交日期 (date); name them in a mapping. Its headings: 证券代码 证券名称 操作 发生金额',
    );
    expect(await refusal([HEAD, '20230105,09:31:02,600036,甲,证券买'].join('\n'))).toBe(
      'day.csv:2: has 5 fields, the headings are 16: the row is cut or damaged',
    );
    expect(await refusal(FILE.replace('1000,35.12', '1000.5,35.12'))).toBe('day.csv:2: 成交数量: must be whole shares, was 1000.5');
    expect(await refusal(FILE.replace('20230105', '20230231'))).toBe(
      'day.csv:2: 成交日期: must be a date such as 20230201 or 2023-02-01, was 20230231',
    );
    expect(await refusal(FILE.replace('-35129.13', '-35129.13x'))).toBe('day.csv:2: 发生金额: must be a number, was -35129.13x');
    expect(await refusal(Buffer.from([0x31, 0, 0, 1]))).toBe('day.csv: is not a text file');
    expect(await refusal(`${HEAD},余额\n`)).toBe('day.csv:1: the heading 余额 appears twice');
  });

  it('takes the least mapping for what it does not know', async () => {
    const text = '日子,证券代码,证券名称,操作,股数,发生金额\n20230105,600036,甲,买买买,100,-3505\n';
    const mine: StatementMapping = { version: 1, broker: 'mine', headings: { 日子: 'date', '股 数': 'quantity', 不在: 'price' }, words: { 买买买: 'buy' } };
    const other: StatementMapping = { version: 1, broker: 'other', headings: { 日子: 'time', 别处: 'date' }, words: {} };
    const statement = await read(text, [other, mine]);
    expect(statement).toMatchObject({ broker: 'mine', rows: [{ kind: 'buy', quantity: 100, date: '2023-01-05' }] });
    expect(statement.remarks).toEqual([{ code: 'mapping.strayHeading', line: 1, heading: '不在' }]);
  });

  it('tells fills, orders and holdings by their columns', async () => {
    const kinds = [
      '证券代码,操作,委托数量,成交数量,成交均价\n600036,买入,200,100,35\n',
      '证券代码,操作,委托数量,成交数量,成交均价,成交编号\n600036,买入,200,100,35,1\n',
      '证券代码,证券名称,证券数量,可卖数量,成本价,市值\n600036,甲,200,100,35,7000\n',
      '证券代码,股票余额,可用余额,成本价,市价\n600036,200,100,35,35\n',
      '币种,资金余额,可用金额\n人民币,100,100\n',
      '发生日期,业务名称,发生金额,资金余额\n20230105,银行转证券,100,100\n',
    ];
    expect(await Promise.all(kinds.map(async (text) => (await read(text)).kind))).toEqual(['orders', 'fills', 'positions', 'positions', 'funds', 'accounting']);
  });
});

describe('sketchStatement', () => {
  it('shows what a person has to name of a file in which nothing is known', async () => {
    const bytes = Buffer.from('My broker\nday,symbol,what,shares,net\n20230105,600036,BUY,100,-3505\n');
    const sketch = async (mappings: readonly StatementMapping[]): Promise<unknown> => sketchStatement({ name: 'x.csv', bytes }, mappings);
    expect(await sketch([])).toMatchObject({
      ok: true,
      value: {
        headingLine: 2,
        columns: [{ heading: 'day', field: null, samples: ['20230105'] }, { heading: 'symbol' }, { heading: 'what' }, { heading: 'shares' }, { heading: 'net', samples: ['-3505'] }],
      },
    });
    const named: StatementMapping = { version: 1, headings: { symbol: 'code', what: 'business', shares: 'quantity', net: 'amount' }, words: {} };
    expect(await sketch([named])).toMatchObject({ ok: true, value: { kind: 'delivery', missing: [['date']] } });
    const whole = { ...named, headings: { ...named.headings, day: 'date' } } as const;
    expect(await readStatement({ name: 'x.csv', bytes }, [whole])).toMatchObject({ ok: true, value: { rows: [{ kind: 'buy', quantity: 100 }] } });
  });
});
