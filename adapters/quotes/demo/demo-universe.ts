import { type Random, normal, seededRandom } from '../../../core/kernel/random.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Board, type Exchange, type Instrument, type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quantity } from '../../../core/kernel/units.ts';
import { INDUSTRIES, companyName, fundName } from './demo-names.ts';

/** An invented instrument and what its prices are like. */
export interface DemoInstrument {
  readonly instrument: Instrument;
  /** What its price comes back to in the long run, in yuan. */
  readonly basePrice: number;
  /** Of an ordinary day: standard deviation of what is its own in the return, as a fraction. */
  readonly sigma: number;
  /** How far it follows the market. */
  readonly beta: number;
  /** Index of its industry; funds have none and follow the market alone. */
  readonly sector: number | null;
  /** Of an ordinary day, in yuan. */
  readonly dailyTurnover: number;
}

export const SECTORS = INDUSTRIES.length;

/** Most instruments of a demo market: as many as the whole A-share market has. */
export const MAX_INSTRUMENTS = 5_500;

interface Kind {
  readonly board: Board;
  readonly exchange: Exchange;
  /** Stretches of codes, first and last, in the order in which they are used; the first are not in use in reality. */
  readonly codes: readonly (readonly [first: number, last: number])[];
  readonly priceRange: readonly [low: number, high: number];
  readonly sigma: number;
  readonly listed: readonly [firstYear: number, years: number];
}

const SHANGHAI: Kind = {
  board: 'main',
  exchange: 'SH',
  codes: [[605_700, 605_999], [603_000, 603_999], [600_000, 600_999]],
  priceRange: [4, 60],
  sigma: 0.016,
  listed: [2001, 20],
};
const SHENZHEN: Kind = { ...SHANGHAI, exchange: 'SZ', codes: [[3_100, 3_799], [2_000, 2_999], [1_000, 1_999]] };
const CHINEXT: Kind = {
  board: 'chinext',
  exchange: 'SZ',
  codes: [[305_001, 306_999]],
  priceRange: [8, 90],
  sigma: 0.024,
  listed: [2010, 13],
};
const STAR: Kind = {
  board: 'star',
  exchange: 'SH',
  codes: [[689_101, 689_999]],
  priceRange: [15, 260],
  sigma: 0.026,
  listed: [2020, 3],
};
const BEIJING: Kind = {
  board: 'bse',
  exchange: 'BJ',
  codes: [[920_301, 920_699]],
  priceRange: [5, 40],
  sigma: 0.028,
  listed: [2022, 1],
};
const FUND: Kind = {
  board: 'etf',
  exchange: 'SH',
  codes: [[510_601, 510_999], [512_000, 512_999]],
  priceRange: [0.8, 4.5],
  sigma: 0.003,
  listed: [2012, 10],
};

/** Every twenty instruments have this mix, so that a small market has every board too. */
const MIX: readonly Kind[] = [
  SHANGHAI, SHENZHEN, CHINEXT, STAR, SHANGHAI, SHENZHEN, BEIJING, FUND, SHENZHEN, CHINEXT,
  SHANGHAI, SHENZHEN, CHINEXT, SHANGHAI, STAR, CHINEXT, SHANGHAI, SHENZHEN, CHINEXT, SHANGHAI,
];
/** Of sixty instruments this one is under special treatment (ST); it is one of Shenzhen's main board. */
const SPECIAL = 5;
const SPECIAL_EVERY = 60;
const ORDINARY_TURNOVER_RATE = 0.015;

/** The first `count` instruments of the market with this seed. A larger market begins with the smaller one. */
export function demoUniverse(seed: number, count: number): readonly DemoInstrument[] {
  const used = new Map<Kind, number>();
  let companies = 0;
  return Array.from({ length: count }, (_, index) => {
    const kind = MIX[index % MIX.length] ?? SHANGHAI;
    const nth = used.get(kind) ?? 0;
    used.set(kind, nth + 1);
    const random = seededRandom(seed * 1_000_003 + index);
    if (kind === FUND) return fund(nth, random);
    companies += 1;
    return company(kind, nth, companies - 1, index % SPECIAL_EVERY === SPECIAL, random);
  });
}

function company(kind: Kind, nth: number, n: number, st: boolean, random: Random): DemoInstrument {
  const sector = (n * 5) % SECTORS;
  const name = companyName(n, sector);
  const [low, high] = kind.priceRange;
  const listed = listDate(kind, random);
  const basePrice = st ? 2 + 3 * random() : between(low, high, random);
  const [ownSigma, beta, dailyTurnover] = [random(), random(), 6e7 * Math.exp(1.1 * normal(random))];
  return {
    instrument: {
      id: idOf(kind, nth),
      name: st ? `ST${name.slice(0, 2)}` : name,
      board: kind.board,
      industry: INDUSTRIES[sector]?.name ?? null,
      listDate: listed,
      st,
      freeFloat: freeFloat(dailyTurnover, basePrice),
    },
    basePrice,
    sigma: (st ? 0.012 : kind.sigma) * (0.75 + 0.5 * ownSigma),
    beta: 0.7 + 0.7 * beta,
    sector,
    dailyTurnover,
  };
}

/** Shares of which an ordinary day turns over some 1.5 %. */
function freeFloat(dailyTurnover: number, basePrice: number): Quantity {
  return (Math.round(dailyTurnover / ORDINARY_TURNOVER_RATE / basePrice / 10_000) * 10_000) as Quantity;
}

function fund(nth: number, random: Random): DemoInstrument {
  const [low, high] = FUND.priceRange;
  return {
    instrument: {
      id: idOf(FUND, nth),
      name: fundName(nth),
      board: 'etf',
      industry: null,
      listDate: listDate(FUND, random),
      st: false,
    },
    basePrice: between(low, high, random),
    sigma: FUND.sigma,
    beta: 0.9 + 0.2 * random(),
    sector: null,
    dailyTurnover: 2e8 * Math.exp(0.8 * normal(random)),
  };
}

/** Evenly on a logarithmic scale. */
function between(low: number, high: number, random: Random): number {
  return low * (high / low) ** random();
}

function idOf(kind: Kind, nth: number): InstrumentId {
  let left = nth;
  for (const [first, last] of kind.codes) {
    if (first + left <= last) return `${String(first + left).padStart(6, '0')}.${kind.exchange}` as InstrumentId;
    left -= last - first + 1;
  }
  throw new RangeError(`no code left for instrument ${nth} of ${kind.board}`);
}

function listDate({ listed: [year, years] }: Kind, random: Random): TradeDate {
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  const in2 = (n: number): string => String(n).padStart(2, '0');
  return `${year + Math.floor(random() * years)}-${in2(month)}-${in2(day)}` as TradeDate;
}
