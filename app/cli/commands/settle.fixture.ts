/** A day and how brokers tell it, for tests. Amounts are in cents here. */
export interface ToldRow {
  readonly id: string;
  readonly order: string;
  readonly code: string;
  readonly name: string;
  readonly side: 'buy' | 'sell';
  quantity: number;
  price: number;
  turnover: number;
  commission: number;
  stamp: number;
  transfer: number;
  amount: number;
  cashAfter: number;
  sharesAfter: number;
  readonly time: string;
}

type Deal = readonly [order: string, code: string, name: string, side: 'buy' | 'sell', quantity: number, price: number, time: string];

const DEALS: readonly Deal[] = [
  ['O1', '600036', '甲银行', 'buy', 1000, 3512, '09:31:02'],
  ['O1', '600036', '甲银行', 'buy', 700, 3513, '09:31:05'],
  ['O2', '002415', '乙视', 'sell', 500, 3340, '09:45:10'],
  ['O3', '300750', '丙能源', 'buy', 200, 40_011, '10:00:00'],
  ['O3', '300750', '丙能源', 'buy', 300, 40_011, '10:00:01'],
  ['O3', '300750', '丙能源', 'buy', 300, 40_015, '10:00:04'],
  ['O4', '002415', '乙视', 'sell', 600, 3341, '13:10:00'],
  ['O5', '600036', '甲银行', 'buy', 1000, 3500, '14:00:00'],
];
export const OPENING_CASH = 60_000_000;
export const OPENING_SHARES: Readonly<Record<string, number>> = { '600036': 400, '002415': 2000, '300750': 0, '601318': 300 };

/** The day as it was: the fees of an order are reckoned on its running turnover, as our own books do it. */
export function toldDay(): ToldRow[] {
  const orders = new Map<string, { turnover: number; fees: readonly [number, number, number] }>();
  const shares: Record<string, number> = { ...OPENING_SHARES };
  let cash = OPENING_CASH;
  return DEALS.map(([order, code, name, side, quantity, price, time], i) => {
    const before = orders.get(order) ?? { turnover: 0, fees: [0, 0, 0] as const };
    const turnover = quantity * price;
    const whole = before.turnover + turnover;
    const fees = [Math.max(500, Math.round(whole * 0.000_25)), side === 'sell' ? Math.round(whole * 0.0005) : 0, Math.round(whole * 0.000_01)] as const;
    orders.set(order, { turnover: whole, fees });
    const [commission, stamp, transfer] = [fees[0] - before.fees[0], fees[1] - before.fees[1], fees[2] - before.fees[2]];
    const amount = (side === 'sell' ? turnover : -turnover) - commission - stamp - transfer;
    cash += amount;
    shares[code] = (shares[code] ?? 0) + (side === 'buy' ? quantity : -quantity);
    return { id: `F${i + 1}`, order, code, name, side, quantity, price, turnover, commission, stamp, transfer, amount, cashAfter: cash, sharesAfter: shares[code], time };
  });
}

export function yuan(cents: number): string {
  const digits = String(Math.abs(Math.round(cents))).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function suffixed(code: string): string {
  return `${code}.${code.startsWith('6') ? 'SH' : 'SZ'}`;
}

export function accountJson(): string {
  const positions = Object.entries(OPENING_SHARES)
    .filter(([, quantity]) => quantity > 0)
    .map(([code, quantity]) => ({ instrument: suffixed(code), quantity, sellable: quantity, cost: '10.00' }));
  return JSON.stringify({ cash: yuan(OPENING_CASH), positions });
}

export function fillsCsv(rows: readonly ToldRow[]): string {
  const head = 'fill_id,order_id,line_id,strategy_id,instrument,side,price,quantity,time,commission,stamp_tax,transfer_fee';
  const lines = rows.map((row) =>
    [row.id, row.order, 'L1', 'alpha', suffixed(row.code), row.side, yuan(row.price), row.quantity, `2023-02-01T${row.time}.000`, yuan(row.commission), yuan(row.stamp), yuan(row.transfer)].join(','),
  );
  return [head, ...lines, ''].join('\n');
}

/** How a broker writes its note: the headings, and the cells of a row. */
export interface NoteStyle {
  readonly name: string;
  readonly head: string;
  readonly cells: (row: ToldRow) => readonly (string | number)[];
  readonly newestFirst?: boolean;
  /** Whether a row's share balance, its cash balance, its stamp tax are told. */
  readonly tells: readonly ('cashAfter' | 'sharesAfter' | 'stamp')[];
}

const sign = ({ side }: ToldRow): 1 | -1 => (side === 'buy' ? 1 : -1);
const refs = (row: ToldRow): readonly string[] => [`8${row.order.slice(1)}01`, `7000${row.id.slice(1)}`];

export const NOTE_STYLES: readonly NoteStyle[] = [
  {
    name: 'signed shares, fees itemised, code without zeros',
    head: '成交日期,成交时间,证券代码,证券名称,操作,成交数量,成交均价,成交金额,余额,发生金额,佣金,印花税,过户费,本次金额,合同编号,成交编号',
    cells: (row) => [
      '20230201', row.time, String(Number(row.code)), row.name, row.side === 'buy' ? '证券买入' : '证券卖出', sign(row) * row.quantity, yuan(row.price),
      yuan(row.turnover), row.sharesAfter, yuan(row.amount), yuan(row.commission), yuan(row.stamp), yuan(row.transfer), yuan(row.cashAfter), ...refs(row),
    ],
    tells: ['cashAfter', 'sharesAfter', 'stamp'],
  },
  {
    name: 'newest first, one fee that holds all, words with names',
    head: '业务名称\t成交日期\t证券代码\t成交价格\t成交数量\t成交金额\t清算金额\t手续费\t印花税\t资金余额',
    cells: (row) => [
      `${row.side === 'buy' ? '证券买入' : '证券卖出'}(${row.name})`, '2023-02-01', `="${row.code}"`, yuan(row.price), row.quantity, `"${yuan(row.turnover)}"`,
      yuan(row.amount), yuan(row.commission + row.transfer), yuan(row.stamp), yuan(row.cashAfter),
    ],
    newestFirst: true,
    tells: ['cashAfter', 'stamp'],
  },
  {
    name: 'names without codes, the business in the remark',
    head: '发生日期,证券名称,委托编号,成交数量,成交价格,成交金额,手续费,印花税,清算金额,资金本次余额,备注,过户费,成交时间',
    cells: (row) => [
      '2023/2/1', row.name, refs(row)[0] ?? '', row.quantity, yuan(row.price), yuan(row.turnover), yuan(row.commission), yuan(row.stamp), yuan(row.amount),
      yuan(row.cashAfter), row.side === 'buy' ? '证券买入' : '证券卖出', yuan(row.transfer), row.time,
    ],
    tells: ['cashAfter', 'stamp'],
  },
  {
    name: 'unsigned amounts, no balances',
    head: '日期,时间,证券代码,操作,成交数量,成交价格,成交金额,发生金额,佣金,印花税,过户费,股票余额,成交编号',
    cells: (row) => [
      '20230201', row.time.replaceAll(':', ''), row.code, row.side === 'buy' ? '买入' : '卖出', row.quantity, yuan(row.price), yuan(row.turnover),
      yuan(Math.abs(row.amount)), yuan(row.commission), yuan(row.stamp), yuan(row.transfer), row.sharesAfter, refs(row)[1] ?? '',
    ],
    tells: ['sharesAfter', 'stamp'],
  },
];

export function note({ head, cells, newestFirst }: NoteStyle, rows: readonly ToldRow[]): string {
  const separator = head.includes('\t') ? '\t' : ',';
  const lines = (newestFirst === true ? rows.toReversed() : rows).map((row) => cells(row).join(separator));
  return [head, ...lines, ''].join('\r\n');
}

/** Reckons the balances of rows anew, as a broker would that believes in them. */
export function rebalanced(rows: readonly ToldRow[]): ToldRow[] {
  const shares: Record<string, number> = { ...OPENING_SHARES };
  let cash = OPENING_CASH;
  return rows.map((row) => {
    cash += row.amount;
    shares[row.code] = (shares[row.code] ?? 0) + sign(row) * row.quantity;
    return { ...row, cashAfter: cash, sharesAfter: shares[row.code] ?? 0 };
  });
}

/** What a broker's client writes under each heading that it is known to use. */
const CELLS: Readonly<Record<string, (row: ToldRow) => string | number>> = {
  证券代码: ({ code }) => code,
  证券名称: ({ name }) => name,
  成交数量: ({ quantity }) => quantity,
  发生数量: ({ quantity }) => quantity,
  成交金额: ({ turnover }) => yuan(turnover),
  印花税: ({ stamp }) => yuan(stamp),
  '印花税¥/港股印花税HK$': ({ stamp }) => yuan(stamp),
  '过户费¥/使用费HK$': ({ transfer }) => yuan(transfer),
  过户费: ({ transfer }) => yuan(transfer),
  币种: () => '人民币',
  交易市场: ({ code }) => (code.startsWith('6') ? '上海Ａ股' : '深圳Ａ股'),
};
const SAME: readonly (readonly [headings: string, cell: (row: ToldRow) => string | number])[] = [
  ['成交日期 发生日期 交收日期 委托日期', () => '20230201'],
  ['成交时间', ({ time }) => time],
  ['操作 买卖标志 业务名称 摘要 备注', ({ side }) => (side === 'buy' ? '证券买入' : '证券卖出')],
  ['成交价格 成交均价', ({ price }) => yuan(price)],
  ['发生金额 清算金额', ({ amount }) => yuan(amount)],
  ['佣金 净佣金', ({ commission }) => yuan(commission)],
  ['剩余金额 本次金额 资金本次余额 资金余额 本次资金余额 可用金额', ({ cashAfter }) => yuan(cashAfter)],
  ['余额 股票余额 剩余数量 本次股票余额 可用余额 证券数量 本次余额', ({ sharesAfter }) => sharesAfter],
  ['合同编号 委托编号 申报序号', (row) => refs(row)[0] ?? ''],
  ['成交编号', (row) => refs(row)[1] ?? ''],
];

/** A note under a broker's own headings. What has no column of its own among the fees is in the commission. */
export function layoutStyle(headings: string): NoteStyle {
  const names = headings.split(' ');
  const hasTransfer = names.some((name) => name.startsWith('过户费') || name === '沪市过户费');
  const cellOf = (name: string): ((row: ToldRow) => string | number) => {
    if (name === '手续费') return ({ commission, transfer }) => yuan(names.includes('佣金') || !hasTransfer ? commission + transfer : commission);
    if (name === '沪市过户费') return ({ transfer }) => yuan(transfer);
    if (name === '证券数量' && !names.includes('成交数量')) return ({ quantity }) => quantity;
    const same = SAME.find(([known]) => known.split(' ').includes(name));
    return CELLS[name] ?? same?.[1] ?? (() => (name.endsWith('费') ? '0' : ''));
  };
  return { name: headings, head: names.join(','), cells: (row) => names.map((name) => cellOf(name)(row)), tells: [] };
}
