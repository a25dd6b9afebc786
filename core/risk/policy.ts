import { RATE_ONE, type Rate, UNITS_PER_YUAN, money, quantity, rate } from '../kernel/units.ts';
import { type CancelRatioSetting } from './rules/cancel-ratio.ts';
import { type DuplicateSetting } from './rules/duplicate.ts';
import { type DayLossSetting } from './rules/day-loss.ts';
import { type DrawdownSetting } from './rules/drawdown.ts';
import { type ExposureSetting } from './exposure-limit.ts';
import { type FloatShareSetting } from './rules/float-share.ts';
import { type LossStreakSetting } from './rules/loss-streak.ts';
import { type NewBuysSetting } from './rules/new-buys.ts';
import { type OrderRateSetting } from './rules/order-rate.ts';
import { type OrderSizeSetting } from './rules/order-size.ts';
import { type PermissionSetting } from './rules/permission.ts';
import { type PriceCollarSetting } from './rules/price-collar.ts';
import { type RestrictedSetting } from './rules/restricted.ts';
import { type SelfTradeSetting } from './rules/self-trade.ts';
import { type ValueAtRiskSetting } from './rules/value-at-risk.ts';
import { type VolumeShareSetting } from './rules/volume-share.ts';
import { BALANCED_WATCHES, CAUTIOUS_WATCHES, NO_WATCHES, type WatchPolicy } from './watch/watch-policy.ts';

/** The rules that a policy may set, by their names; null: the rule is off. */
export interface RiskRules {
  readonly permission: PermissionSetting | null;
  readonly restricted: RestrictedSetting | null;
  readonly priceCollar: PriceCollarSetting | null;
  readonly orderSize: OrderSizeSetting | null;
  readonly instrumentShare: ExposureSetting | null;
  readonly sectorShare: ExposureSetting | null;
  readonly strategyShare: ExposureSetting | null;
  readonly exposure: ExposureSetting | null;
  readonly valueAtRisk: ValueAtRiskSetting | null;
  readonly floatShare: FloatShareSetting | null;
  readonly volumeShare: VolumeShareSetting | null;
  readonly newBuys: NewBuysSetting | null;
  readonly orderRate: OrderRateSetting | null;
  readonly cancelRatio: CancelRatioSetting | null;
  readonly duplicate: DuplicateSetting | null;
  readonly selfTrade: SelfTradeSetting | null;
  readonly dayLoss: DayLossSetting | null;
  readonly drawdown: DrawdownSetting | null;
  readonly lossStreak: LossStreakSetting | null;
}

/**
 * Where a policy comes from. `none`: nobody has chosen one; with real money the gate then lets no buy pass. `own`: begins
 * with every rule off; what is on is written out.
 */
export const POLICY_TEMPLATES = ['none', 'cautious', 'balanced', 'own'] as const;
export type PolicyTemplate = (typeof POLICY_TEMPLATES)[number];

/** What every order of the account is held against, and what is watched while something is held. */
export interface RiskPolicy {
  readonly template: PolicyTemplate;
  /** A quote older than this, in milliseconds, is no basis for an order in the continuous session. */
  readonly maxQuoteAgeMs: number;
  /** Most that a quote's time may be ahead of our clock, in milliseconds: beyond, one of the two is wrong. */
  readonly maxClockSkewMs: number;
  /** Most that one buy may be worth, as a share of equity (1: no bound). */
  readonly maxOrderShare: Rate;
  readonly secondPerson: SecondPerson;
  readonly rules: RiskRules;
  readonly watch: WatchPolicy;
}

/** What one person alone may not do: another one has to agree, and both names are kept. */
export interface SecondPerson {
  /** Saying yes where a rule asks. */
  readonly overrides: boolean;
  /** A change of the policy that allows more than before. Whoever tightens needs nobody. */
  readonly loosening: boolean;
}

const SECOND_MS = 1000;
const PERCENT = RATE_ONE / 100;

function percent(value: number): Rate {
  return rate(value * PERCENT);
}

/** The habit of the market's desks: an order beyond this draws eyes. */
const HABIT = { shares: quantity(300_000), value: money(2_000_000 * UNITS_PER_YUAN) };
/** Half of what makes an account a high-frequency one: 300 messages in a second or 20,000 in a day (since 2025-07-07). */
const EXCHANGE_RATES = { perSecond: 300, perMinute: 20_000, perDay: 20_000, warnShare: percent(50) };

/** Who holds so much of a listed company has to say so (Securities Law, article 63). */
const DISCLOSED_SHARE = percent(5);

const OFF: RiskRules = {
  permission: null,
  restricted: null,
  priceCollar: null,
  orderSize: null,
  instrumentShare: null,
  sectorShare: null,
  strategyShare: null,
  exposure: null,
  valueAtRisk: null,
  floatShare: null,
  volumeShare: null,
  newBuys: null,
  orderRate: null,
  cancelRatio: null,
  duplicate: null,
  selfTrade: null,
  dayLoss: null,
  drawdown: null,
  lossStreak: null,
};

const BASE = {
  maxQuoteAgeMs: 60 * SECOND_MS,
  maxClockSkewMs: 5 * SECOND_MS,
  maxOrderShare: rate(RATE_ONE),
  secondPerson: { overrides: false, loosening: false },
  watch: NO_WATCHES,
};

const CAUTIOUS: RiskRules = {
  permission: { boards: ['main', 'chinext', 'etf'], riskWarning: false, severity: 'deny' },
  restricted: null,
  priceCollar: { fromLast: percent(3), fromOpposite: percent(2), severity: 'deny' },
  orderSize: { ...HABIT, severity: 'shrink' },
  instrumentShare: { most: percent(10), severity: 'shrink' },
  sectorShare: { most: percent(30), severity: 'shrink' },
  strategyShare: { most: percent(80), severity: 'shrink' },
  exposure: { most: percent(80), severity: 'shrink' },
  valueAtRisk: { confidence: percent(95), most: percent(3), mostShortfall: percent(5), severity: 'ask' },
  floatShare: { most: percent(1), severity: 'shrink' },
  volumeShare: { most: percent(5), severity: 'shrink' },
  newBuys: { most: 10, severity: 'deny' },
  orderRate: { perSecond: 20, perMinute: 300, perDay: 2_000, warnShare: percent(50), severity: 'deny' },
  cancelRatio: { most: percent(50), from: 20, severity: 'ask' },
  duplicate: { windowMs: 10 * SECOND_MS, most: 1, severity: 'deny' },
  selfTrade: { severity: 'deny' },
  dayLoss: { most: percent(2), severity: 'deny' },
  drawdown: { most: percent(3), severity: 'deny' },
  lossStreak: { most: 5, severity: 'ask' },
};

const BALANCED: RiskRules = {
  permission: { boards: ['main', 'chinext', 'star', 'etf', 'bond'], riskWarning: false, severity: 'deny' },
  restricted: null,
  priceCollar: { fromLast: percent(5), fromOpposite: percent(3), severity: 'deny' },
  orderSize: { ...HABIT, severity: 'warn' },
  instrumentShare: { most: percent(20), severity: 'shrink' },
  sectorShare: { most: percent(40), severity: 'shrink' },
  strategyShare: null,
  exposure: { most: percent(100), severity: 'shrink' },
  valueAtRisk: { confidence: percent(95), most: percent(5), mostShortfall: percent(8), severity: 'warn' },
  floatShare: { most: DISCLOSED_SHARE, severity: 'warn' },
  volumeShare: { most: percent(10), severity: 'shrink' },
  newBuys: { most: 30, severity: 'deny' },
  orderRate: { perSecond: 100, perMinute: 2_000, perDay: 10_000, warnShare: percent(50), severity: 'deny' },
  cancelRatio: { most: percent(70), from: 50, severity: 'warn' },
  duplicate: { windowMs: 5 * SECOND_MS, most: 2, severity: 'deny' },
  selfTrade: { severity: 'deny' },
  dayLoss: { most: percent(4), severity: 'deny' },
  drawdown: { most: percent(6), severity: 'deny' },
  lossStreak: { most: 8, severity: 'warn' },
};

/** What each template stands for; a configuration changes what it names and keeps the rest. */
export const TEMPLATES: Readonly<Record<PolicyTemplate, RiskPolicy>> = {
  none: {
    template: 'none',
    ...BASE,
    rules: { ...OFF, orderSize: { ...HABIT, severity: 'warn' }, orderRate: { ...EXCHANGE_RATES, severity: 'warn' }, selfTrade: { severity: 'warn' } },
  },
  cautious: { template: 'cautious', ...BASE, maxQuoteAgeMs: 15 * SECOND_MS, maxOrderShare: percent(10), rules: CAUTIOUS, watch: CAUTIOUS_WATCHES },
  balanced: { template: 'balanced', ...BASE, maxQuoteAgeMs: 30 * SECOND_MS, maxOrderShare: percent(20), rules: BALANCED, watch: BALANCED_WATCHES },
  own: { template: 'own', ...BASE, rules: OFF },
};
