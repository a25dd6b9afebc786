import { RATE_SCALE, formatDecimal, formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type TimeOfDay, type TradeDate, formatTimeOfDay } from '../../core/kernel/time.ts';
import { type Price, type Rate } from '../../core/kernel/units.ts';
import { type Board, type Instrument, exchangeOf } from '../../core/market/instrument.ts';
import { priceLimits } from '../../core/market/price-limits.ts';
import { type OrderTypes, type Phase, type Sourced, type TradingRules } from '../../core/market/rules.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { formatTable } from './table.ts';

export interface RulesQuestion {
  readonly instrument: Instrument;
  readonly date: TradeDate;
  /** 1 on the day of listing; null for a seasoned instrument. */
  readonly listedSession: number | null;
  readonly prevClose: Price | null;
  readonly rules: TradingRules;
}

interface RuleSource {
  readonly source: string;
  /** First day in force; null: as long as the table reaches. */
  readonly from: TradeDate | null;
  /** Last day in force; null: still in force. */
  readonly to: TradeDate | null;
}

type PhaseReport = Omit<Phase, 'from' | 'until'> & { readonly from: string; readonly until: string };

/** The JSON document: plain values, and under the same names in `sources` where each comes from. */
export interface RulesReport {
  readonly instrument: string;
  readonly exchange: string;
  readonly date: TradeDate;
  readonly st: boolean;
  readonly listedSession: number | null;
  readonly prevClose: string | null;
  readonly board: Board;
  readonly tick: string;
  readonly lot: {
    readonly buyMin: number;
    readonly buyStep: number;
    readonly sellMin: number;
    readonly sellStep: number;
    readonly oddLot: string;
  };
  readonly maxQuantity: { readonly limit: number; readonly market: number };
  /** Fractions of the previous close; null: no limit today. */
  readonly priceLimit: { readonly up: string; readonly down: string } | null;
  /** Null: no limit today, or no previous close was given. */
  readonly limitUp: string | null;
  readonly limitDown: string | null;
  readonly priceCage: { readonly rate: string; readonly minTicks: number } | null;
  readonly settlement: string;
  readonly orderTypes: OrderTypes;
  readonly phases: readonly PhaseReport[];
  readonly fees: {
    readonly commission: { readonly rate: string; readonly min: string };
    readonly stampTax: { readonly buy: string; readonly sell: string };
    readonly transferFee: string;
  };
  readonly sources: RuleSources;
}

interface RuleSources {
  readonly tick: RuleSource;
  readonly lot: RuleSource;
  readonly maxQuantity: RuleSource;
  readonly priceLimit: RuleSource;
  readonly limitUp: RuleSource;
  readonly limitDown: RuleSource;
  readonly priceCage: RuleSource;
  readonly settlement: RuleSource;
  readonly orderTypes: RuleSource;
  readonly phases: RuleSource;
  readonly fees: {
    readonly commission: RuleSource;
    /** Of the seller's tax; the buyer's is beside it. */
    readonly stampTax: RuleSource;
    readonly stampTaxBuy: RuleSource;
    readonly transferFee: RuleSource;
  };
}

export function describeRules({ instrument, date, listedSession, prevClose, rules }: RulesQuestion): RulesReport {
  const limits = prevClose === null ? null : priceLimits(rules, prevClose);
  const { priceLimit, priceCage, lot, fees } = rules;
  return {
    instrument: instrument.id,
    exchange: exchangeOf(instrument.id),
    date,
    st: instrument.st,
    listedSession,
    prevClose: prevClose === null ? null : formatYuan(prevClose),
    board: rules.board,
    tick: formatYuan(rules.tick.value),
    lot: { ...lot.value },
    maxQuantity: { ...rules.maxQuantity.value },
    priceLimit:
      priceLimit.value === null
        ? null
        : { up: formatRate(priceLimit.value.up), down: formatRate(priceLimit.value.down) },
    limitUp: limits === null ? null : formatYuan(limits.up),
    limitDown: limits === null ? null : formatYuan(limits.down),
    priceCage:
      priceCage.value === null ? null : { rate: formatRate(priceCage.value.rate), minTicks: priceCage.value.minTicks },
    settlement: rules.settlement.value,
    orderTypes: rules.orderTypes.value,
    phases: rules.phases.value.map((phase) => ({ ...phase, from: clock(phase.from), until: clock(phase.until) })),
    fees: {
      commission: {
        rate: formatRate(DEFAULT_CONFIG.fees.rate),
        min: formatYuan(DEFAULT_CONFIG.fees.minimum),
      },
      stampTax: { buy: formatRate(fees.stampTaxBuy.value), sell: formatRate(fees.stampTax.value) },
      transferFee: formatRate(fees.transferFee.value),
    },
    sources: sourcesOf(rules),
  };
}

const COMMISSION_SOURCE: RuleSource = {
  source: "Kaipan's default; the broker's contract decides, and the configuration says it",
  from: null,
  to: null,
};

function sourcesOf(rules: TradingRules): RuleSources {
  const { fees } = rules;
  return {
    tick: sourceOf(rules.tick),
    lot: sourceOf(rules.lot),
    maxQuantity: sourceOf(rules.maxQuantity),
    priceLimit: sourceOf(rules.priceLimit),
    limitUp: sourceOf(rules.priceLimit),
    limitDown: sourceOf(rules.priceLimit),
    priceCage: sourceOf(rules.priceCage),
    settlement: sourceOf(rules.settlement),
    orderTypes: sourceOf(rules.orderTypes),
    phases: sourceOf(rules.phases),
    fees: {
      commission: COMMISSION_SOURCE,
      stampTax: sourceOf(fees.stampTax),
      stampTaxBuy: sourceOf(fees.stampTaxBuy),
      transferFee: sourceOf(fees.transferFee),
    },
  };
}

function sourceOf({ source, from, to }: Sourced<unknown>): RuleSource {
  return { source, from, to };
}

/** `HH:MM:SS`; the end of the day is 24:00:00. */
function clock(time: TimeOfDay): string {
  return time === 86_400_000 ? '24:00:00' : formatTimeOfDay(time);
}

type RuleLine = readonly [name: string, value: string, source: RuleSource];

/** The same for people: what holds, since when, and why. */
export function tableOfRules(question: RulesQuestion): string {
  const report = describeRules(question);
  const lines = [...orderLines(report, question.rules), ...costLines(report, question.rules)];
  const rules = lines.map(([name, value, { from, to, source }]) => [name, value, from ?? '', to ?? '', source]);
  return [
    titleOf(report),
    formatTable([['rule', 'value', 'from', 'to', 'source'], ...rules]),
    `phases: ${report.sources.phases.source}`,
    formatTable([['from', 'until', 'phase', 'orders', 'cancels', 'matching'], ...report.phases.map(phaseRow)]),
  ].join('\n');
}

function titleOf({ instrument, board, date, st, listedSession }: RulesReport): string {
  const session = listedSession === null ? '' : `, session ${listedSession} since its listing`;
  return `${instrument} on ${date}: board ${board}${st ? ', ST' : ''}${session}\n`;
}

function orderLines(report: RulesReport, rules: TradingRules): readonly RuleLine[] {
  const { tick, lot, maxQuantity, orderTypes, sources } = report;
  return [
    ['tick', tick, sources.tick],
    ['lot, buy', `at least ${lot.buyMin}, in steps of ${lot.buyStep}`, sources.lot],
    ['lot, sell', `at least ${lot.sellMin}, in steps of ${lot.sellStep}; odd lots whole`, sources.lot],
    ['largest order', `limit ${maxQuantity.limit}, market ${maxQuantity.market}`, sources.maxQuantity],
    ['price limit', limitText(report, rules), sources.priceLimit],
    ['price cage', cageText(rules), sources.priceCage],
    ['settlement', report.settlement, sources.settlement],
    ['orders, auction', orderTypes.auction.join(' '), sources.orderTypes],
    ['orders, continuous', orderTypes.continuous.join(' '), sources.orderTypes],
  ];
}

function costLines({ fees, sources }: RulesReport, rules: TradingRules): readonly RuleLine[] {
  const { stampTax, stampTaxBuy, transferFee } = rules.fees;
  const commission = `${percent(DEFAULT_CONFIG.fees.rate)}, at least ${fees.commission.min} an order`;
  return [
    ['commission', commission, sources.fees.commission],
    ['stamp tax, sell', percent(stampTax.value), sources.fees.stampTax],
    ['stamp tax, buy', percent(stampTaxBuy.value), sources.fees.stampTaxBuy],
    ['transfer fee', percent(transferFee.value), sources.fees.transferFee],
  ];
}

function limitText({ limitUp, limitDown }: RulesReport, rules: TradingRules): string {
  const limit = rules.priceLimit.value;
  if (limit === null) return 'none today';
  const rates = limit.up === limit.down ? `±${percent(limit.up)}` : `+${percent(limit.up)} -${percent(limit.down)}`;
  return limitUp === null ? rates : `${rates}: ${limitDown ?? ''} to ${limitUp}`;
}

function cageText(rules: TradingRules): string {
  const cage = rules.priceCage.value;
  if (cage === null) return 'none';
  return cage.minTicks === 0 ? percent(cage.rate) : `${percent(cage.rate)} or ${cage.minTicks} ticks`;
}

function phaseRow({ from, until, name, entry, cancel, matching }: PhaseReport): readonly string[] {
  return [from, until, name, entry ? 'yes' : 'no', cancel ? 'yes' : 'no', matching];
}

function percent(rate: Rate): string {
  return `${formatDecimal(rate, RATE_SCALE - 2, 0)} %`;
}
