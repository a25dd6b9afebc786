import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Nominal, type Quantity } from '../kernel/units.ts';

export type Exchange = 'SH' | 'SZ' | 'BJ';

/** The boards whose rules differ. A fund listed on an exchange is `etf`, a convertible bond `bond`. */
export type Board = 'main' | 'chinext' | 'star' | 'bse' | 'etf' | 'bond';

export const BOARDS = ['main', 'chinext', 'star', 'bse', 'etf', 'bond'] as const satisfies readonly Board[];

/** Six digits, a dot and the exchange: `600519.SH`. */
export type InstrumentId = Nominal<string, 'InstrumentId'>;

export interface Instrument {
  readonly id: InstrumentId;
  readonly name: string;
  readonly board: Board;
  readonly industry: string | null;
  readonly listDate: TradeDate | null;
  /** Under special treatment (ST, *ST): a narrower price limit on the main board before 2026-07-06. */
  readonly st: boolean;
  /** Shares that can change hands (流通股), for the turnover rate; left out: nobody knows. */
  readonly freeFloat?: Quantity | undefined;
}

const CODE = /^\d{6}$/;
const SUFFIXES: Readonly<Record<string, Exchange>> = {
  SH: 'SH',
  SHA: 'SH',
  XSHG: 'SH',
  SZ: 'SZ',
  SZA: 'SZ',
  XSHE: 'SZ',
  BJ: 'BJ',
  BJA: 'BJ',
  XBSE: 'BJ',
};

/**
 * Code ranges as the exchanges hand them out: SSE 《证券代码段分配指南》,
 * SZSE 《证券代码区间编制规则》, BSE code change to 920 (2024-04-22 for new listings, 2025-10-09 for all). Funds are all
 * that trade on the exchange: ETF, LOF, closed-end and REIT. B-shares (SH 900, SZ 200), indices and ordinary bonds have
 * no range here, so they are refused.
 */
const CODE_RANGES: readonly (readonly [prefix: string, exchange: Exchange, board: Board])[] = [
  ['688', 'SH', 'star'],
  ['689', 'SH', 'star'],
  ['600', 'SH', 'main'],
  ['601', 'SH', 'main'],
  ['603', 'SH', 'main'],
  ['605', 'SH', 'main'],
  ['110', 'SH', 'bond'],
  ['111', 'SH', 'bond'],
  ['113', 'SH', 'bond'],
  ['118', 'SH', 'bond'],
  ['50', 'SH', 'etf'],
  ['51', 'SH', 'etf'],
  ['52', 'SH', 'etf'],
  ['53', 'SH', 'etf'],
  ['55', 'SH', 'etf'],
  ['56', 'SH', 'etf'],
  ['58', 'SH', 'etf'],
  ['000', 'SZ', 'main'],
  ['001', 'SZ', 'main'],
  ['002', 'SZ', 'main'],
  ['003', 'SZ', 'main'],
  ['30', 'SZ', 'chinext'],
  ['123', 'SZ', 'bond'],
  ['127', 'SZ', 'bond'],
  ['128', 'SZ', 'bond'],
  ['15', 'SZ', 'etf'],
  ['16', 'SZ', 'etf'],
  ['18', 'SZ', 'etf'],
  ['43', 'BJ', 'bse'],
  ['83', 'BJ', 'bse'],
  ['87', 'BJ', 'bse'],
  ['92', 'BJ', 'bse'],
];

export type InstrumentProblem = 'instrument.malformed' | 'instrument.unknownCode' | 'instrument.wrongExchange';

/**
 * Reads an instrument as people and feeds write it: `600519.SH`, `600519.SHA`, `600519.XSHG`, `sh600519`, `SH600519`
 * or six bare digits, which name an exchange only through their code range. Bare `000001` is therefore the Shenzhen
 * share; the Shanghai index of that number, `sh000001`, is refused.
 */
export function parseInstrumentId(text: string): Result<InstrumentId, Refusal<InstrumentProblem>> {
  const [code, suffix] = splitCode(text.trim().toUpperCase());
  const exchange = suffix === null ? undefined : SUFFIXES[suffix];
  if (!CODE.test(code) || (suffix !== null && exchange === undefined)) return refuse('instrument.malformed', { text });
  const range = rangeOf(code);
  if (range === undefined) return refuse('instrument.unknownCode', { text });
  if (exchange !== undefined && exchange !== range[1]) {
    return refuse('instrument.wrongExchange', { text, exchange: range[1] });
  }
  return ok(`${code}.${range[1]}` as InstrumentId);
}

function splitCode(text: string): readonly [code: string, suffix: string | null] {
  const dot = text.indexOf('.');
  if (dot >= 0) return [text.slice(0, dot), text.slice(dot + 1)];
  const prefix = text.slice(0, 2);
  return prefix in SUFFIXES ? [text.slice(2), prefix] : [text, null];
}

export function exchangeOf(id: InstrumentId): Exchange {
  return id.slice(7) as Exchange;
}

/**
 * The board that the code range says; an instruments file knows better where it is given.
 * @throws RangeError when no range holds the code, which no parsed id allows.
 */
export function boardOf(id: InstrumentId): Board {
  const range = rangeOf(id);
  if (range === undefined) throw new RangeError(`no board for ${id}`);
  return range[2];
}

function rangeOf(code: string): (typeof CODE_RANGES)[number] | undefined {
  return CODE_RANGES.find(([prefix]) => code.startsWith(prefix));
}

/** What is known of an instrument that no file describes: its code's board, its code as name. */
export function bareInstrument(id: InstrumentId): Instrument {
  return { id, name: id.slice(0, 6), board: boardOf(id), industry: null, listDate: null, st: false };
}
