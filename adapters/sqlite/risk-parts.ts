import { z } from 'zod';
import { BOARDS } from '../../core/market/instrument.ts';
import { POLICY_TEMPLATES, TEMPLATES } from '../../core/risk/policy.ts';
import { SEVERITIES } from '../../core/risk/rule.ts';
import { WATCH_ACTIONS, WATCH_NAMES, WATCH_SCOPES } from '../../core/risk/watch/watch.ts';
import { AT_LIMIT_DOWN, NO_WATCHES } from '../../core/risk/watch/watch-policy.ts';
import { instrumentId, moneyText, rateText, shares, wholeNumber } from './unit-codecs.ts';

/** The risk policy as a day's first record keeps it. */

const severity = z.enum(SEVERITIES);
const share = z.strictObject({ most: rateText, severity }).nullable();
const count = z.strictObject({ most: wholeNumber, severity }).nullable();

const list = z
  .strictObject({
    instruments: z.array(instrumentId),
    industries: z.array(z.string()),
    boards: z.array(z.enum(BOARDS)),
    names: z.array(z.string()),
  })
  .nullable();

const rules = z.strictObject({
  permission: z.strictObject({ boards: z.array(z.enum(BOARDS)), riskWarning: z.boolean(), severity }).nullable(),
  restricted: z.strictObject({ only: list, never: list, severity }).nullable(),
  priceCollar: z.strictObject({ fromLast: rateText, fromOpposite: rateText, severity }).nullable(),
  orderSize: z.strictObject({ shares, value: moneyText, severity }).nullable(),
  instrumentShare: share,
  sectorShare: share,
  strategyShare: share,
  exposure: share,
  valueAtRisk: z.strictObject({ confidence: rateText, most: rateText, mostShortfall: rateText, severity }).nullable().default(null),
  floatShare: share.default(null),
  volumeShare: share,
  newBuys: count,
  orderRate: z
    .strictObject({ perSecond: wholeNumber, perMinute: wholeNumber, perDay: wholeNumber, warnShare: rateText, severity })
    .nullable(),
  cancelRatio: z.strictObject({ most: rateText, from: wholeNumber, severity }).nullable(),
  duplicate: z.strictObject({ windowMs: wholeNumber, most: wholeNumber, severity }).nullable(),
  selfTrade: z.strictObject({ severity }).nullable(),
  dayLoss: share,
  drawdown: share,
  lossStreak: count,
});

export const watchRef = { watch: z.enum(WATCH_NAMES), scope: z.enum(WATCH_SCOPES), of: z.string() };

export const watchSetting = z.strictObject({
  at: wholeNumber,
  rearm: wholeNumber.nullable(),
  action: z.enum(WATCH_ACTIONS),
  execution: z.string().nullable(),
});

const onHoldings = z.strictObject({ instrument: watchSetting.nullable(), strategy: watchSetting.nullable(), account: watchSetting.nullable() });
const onMarket = z.strictObject({ market: watchSetting.nullable() });

const watchPolicy = z.strictObject({
  index: z.string(),
  atLimitDown: z.enum(AT_LIMIT_DOWN),
  watches: z.strictObject({
    stopLoss: onHoldings,
    trailingStop: onHoldings,
    takeProfit: onHoldings,
    timeStop: onHoldings,
    limitBroken: z.strictObject({ instrument: watchSetting.nullable() }),
    dayDrawdown: z.strictObject({ account: watchSetting.nullable() }),
    limitDownCount: onMarket,
    fallingStocks: onMarket,
    indexFall: onMarket,
  }),
});

/** Days from before there were policies are read as days without one. */
export const riskPolicy = z.strictObject({
  template: z.enum(POLICY_TEMPLATES).default('none'),
  maxQuoteAgeMs: wholeNumber,
  maxClockSkewMs: wholeNumber.default(TEMPLATES.none.maxClockSkewMs),
  maxOrderShare: rateText,
  secondPerson: z.strictObject({ overrides: z.boolean(), loosening: z.boolean() }).prefault({ overrides: false, loosening: false }),
  rules: rules.prefault(() => z.encode(rules, TEMPLATES.own.rules as z.output<typeof rules>)),
  watch: watchPolicy.prefault(() => z.encode(watchPolicy, NO_WATCHES as z.output<typeof watchPolicy>)),
});
