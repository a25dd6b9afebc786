import { type Price, type Quantity } from '../../kernel/units.ts';
import { type LotRule, type QuantityCap } from '../rules.ts';
import {
  BSE_2021,
  CHINEXT_2020,
  SSE_2006,
  SSE_BONDS_2022,
  SSE_SZSE_RULES,
  STAR_2019,
  SZSE_RULES,
  UNVERIFIED,
} from './documents.ts';
import { type RuleRow, row, yuan } from './row.ts';

const CENT = yuan('0.01');
const MILL = yuan('0.001');

/** Smallest step of a price. */
export const TICKS: readonly RuleRow<Price>[] = [
  row({ boards: ['main', 'chinext'] }, CENT, [null, null], SSE_SZSE_RULES),
  row({ boards: ['star'] }, CENT, ['2019-07-22', null], STAR_2019),
  row({ boards: ['bse'] }, CENT, ['2021-11-15', null], BSE_2021),
  row({ boards: ['etf'] }, MILL, [null, null], `${SSE_SZSE_RULES}: 0.001 yuan for funds`),
  row({ boards: ['bond'], exchanges: ['SZ'] }, MILL, [null, null], SZSE_RULES),
  row({ boards: ['bond'], exchanges: ['SH'] }, CENT, [null, '2022-05-15'], `${SSE_2006}: bonds 0.01 yuan`),
  row({ boards: ['bond'], exchanges: ['SH'] }, MILL, ['2022-05-16', null], `${SSE_BONDS_2022}${UNVERIFIED}`),
];

function lot(buyMin: number, buyStep: number, sellMin: number, sellStep: number): LotRule {
  return {
    buyMin: buyMin as Quantity,
    buyStep: buyStep as Quantity,
    sellMin: sellMin as Quantity,
    sellStep: sellStep as Quantity,
    oddLot: 'sellWhole',
  };
}

const ODD_LOTS = 'odd lots: SSE 上证函〔2014〕301号';

/** Least amounts and steps. Bonds are counted in pieces of 100 yuan face value (张), ten to the SSE's 手. */
export const LOTS: readonly RuleRow<LotRule>[] = [
  row({ boards: ['main', 'chinext', 'etf'] }, lot(100, 100, 100, 100), [null, null], `${SSE_SZSE_RULES}; ${ODD_LOTS}`),
  row(
    { boards: ['star'] },
    lot(200, 1, 200, 1),
    ['2019-07-22', null],
    `${STAR_2019}; kept as article 6.1.7 in 2023 and 6.7 in 2026`,
  ),
  row({ boards: ['bse'] }, lot(100, 1, 100, 1), ['2021-11-15', null], BSE_2021),
  row({ boards: ['bond'] }, lot(10, 10, 10, 10), [null, null], `${SSE_SZSE_RULES}: one lot is 1,000 yuan face value`),
];

function cap(limit: number, market: number): QuantityCap {
  return { limit: limit as Quantity, market: market as Quantity };
}

const MILLION = cap(1_000_000, 1_000_000);

/** Most of one order. The after-hours session has a cap of its own, one million, which no order of ours can reach. */
export const QUANTITY_CAPS: readonly RuleRow<QuantityCap>[] = [
  row({ boards: ['main'] }, MILLION, [null, null], SSE_SZSE_RULES),
  row({ boards: ['etf'] }, MILLION, [null, null], `${SSE_SZSE_RULES}${UNVERIFIED}`),
  row({ boards: ['chinext'] }, MILLION, [null, '2020-08-23'], SZSE_RULES),
  row({ boards: ['chinext'] }, cap(300_000, 150_000), ['2020-08-24', null], `${CHINEXT_2020}; kept in 2023 and 2026`),
  row({ boards: ['star'] }, cap(100_000, 50_000), ['2019-07-22', null], `${STAR_2019}; kept in 2023 and 2026`),
  row({ boards: ['bse'] }, MILLION, ['2021-11-15', null], `${BSE_2021}${UNVERIFIED}`),
  row(
    { boards: ['bond'] },
    MILLION,
    [null, null],
    `SSE 100,000 lots of ten, SZSE 1,000,000 pieces; older SSE rules had 10,000 lots${UNVERIFIED}`,
  ),
];
