import { z } from 'zod';
import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { BOARDS, type InstrumentId } from '../../core/market/instrument.ts';
import { GATE_RULES } from '../../core/risk/gate.ts';
import { POLICY_TEMPLATES, type PolicyTemplate, type RiskPolicy, type RiskRules } from '../../core/risk/policy.ts';
import { SEVERITIES, type Severity } from '../../core/risk/rule.ts';
import { type InstrumentList } from '../../core/risk/rules/restricted.ts';
import { type InputCode, type InputProblem } from './input-problem.ts';
import { field, fieldProblems } from './json.ts';
import { fractionBetween, instrumentValue, nameValue, positiveAmountValue, positiveQuantityValue, secondsBetween } from './values.ts';
import { watchJson, watchSchema } from './watch-policy.ts';

/** The section `risk` of a configuration: shares of the account and money as text, times in seconds, rules by name. */

/** A limit of 0 would forbid everything, and is more likely a mistake: whoever wants that halts the account. */
const share = field(fractionBetween('0.0001', '1'));
const seconds = field(secondsBetween('0.001', '86400'));
const count = field(positiveQuantityValue).transform((value) => value as number);

/** What a breach of the rule may lead to; the rule's own default where nothing is said. */
function severityOf(rule: keyof RiskRules) {
  const allowed = GATE_RULES.find(({ name }) => name === rule)?.severities ?? SEVERITIES;
  const [first = 'deny'] = allowed;
  return z.enum(allowed as [Severity, ...Severity[]]).default(first);
}

function limit(rule: keyof RiskRules) {
  return z.strictObject({ most: share, severity: severityOf(rule) }).nullable();
}

function most(rule: keyof RiskRules) {
  return z.strictObject({ most: count, severity: severityOf(rule) }).nullable();
}

const boards = z.array(z.enum(BOARDS));
const names = z.array(field(nameValue));
const list = z
  .strictObject({
    instruments: z.array(field<InstrumentId>(instrumentValue)).default([]),
    industries: names.default([]),
    boards: boards.default([]),
    names: names.default([]),
  })
  .nullable();

const rules = z
  .strictObject({
    permission: z.strictObject({ boards: boards.min(1), riskWarning: z.boolean(), severity: severityOf('permission') }).nullable(),
    restricted: z.strictObject({ only: list.default(null), never: list.default(null), severity: severityOf('restricted') }).nullable(),
    priceCollar: z.strictObject({ fromLast: share, fromOpposite: share, severity: severityOf('priceCollar') }).nullable(),
    orderSize: z
      .strictObject({ shares: field(positiveQuantityValue), value: field(positiveAmountValue), severity: severityOf('orderSize') })
      .nullable(),
    instrumentShare: limit('instrumentShare'),
    sectorShare: limit('sectorShare'),
    strategyShare: limit('strategyShare'),
    exposure: limit('exposure'),
    valueAtRisk: z
      .strictObject({ confidence: field(fractionBetween('0.5', '0.999')), most: share, mostShortfall: share, severity: severityOf('valueAtRisk') })
      .nullable()
      .default(null),
    floatShare: limit('floatShare').default(null),
    volumeShare: limit('volumeShare'),
    newBuys: most('newBuys'),
    orderRate: z
      .strictObject({ perSecond: count, perMinute: count, perDay: count, warnShare: share, severity: severityOf('orderRate') })
      .nullable(),
    cancelRatio: z.strictObject({ most: share, from: count, severity: severityOf('cancelRatio') }).nullable(),
    duplicate: z.strictObject({ window: seconds, most: count, severity: severityOf('duplicate') }).nullable(),
    selfTrade: z.strictObject({ severity: severityOf('selfTrade') }).nullable(),
    dayLoss: limit('dayLoss'),
    drawdown: limit('drawdown'),
    lossStreak: most('lossStreak'),
  })
  .superRefine((value, context) => {
    for (const [path, code, other] of contradictions(value)) {
      context.addIssue({ code: 'custom', path: [...path], params: { problem: { code, params: { other } } } });
    }
  })
  .transform((value): RiskRules => {
    const { duplicate } = value;
    if (duplicate === null) return { ...value, duplicate };
    return { ...value, duplicate: { windowMs: duplicate.window, most: duplicate.most, severity: duplicate.severity } };
  });

export const riskSchema = z
  .strictObject({
    template: z.enum(POLICY_TEMPLATES),
    maxQuoteAge: seconds,
    maxClockSkew: seconds,
    maxOrderShare: field(fractionBetween('0.00000001', '1')),
    secondPerson: z.strictObject({ overrides: z.boolean(), loosening: z.boolean() }),
    rules,
    watch: watchSchema,
  })
  .transform(
    (value): RiskPolicy => ({
      template: value.template,
      maxQuoteAgeMs: value.maxQuoteAge,
      maxClockSkewMs: value.maxClockSkew,
      maxOrderShare: value.maxOrderShare,
      secondPerson: value.secondPerson,
      rules: value.rules,
      watch: value.watch,
    }),
  );

/** Reads a policy that somebody has filled in, all of it: nothing is taken from a template. Every wrong field is named. */
export function parsePolicy(json: unknown): Result<RiskPolicy, readonly InputProblem[]> {
  const parsed = riskSchema.safeParse(json, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(fieldProblems('risk', parsed.error));
}

/** A rule's field, what is wrong with it, and what it does not go with. */
type Contradiction = readonly [path: readonly string[], code: InputCode, other: string];

/** What cannot all be meant. Each is named by the field that should change. */
function contradictions(given: Omit<RiskRules, 'duplicate'>): readonly Contradiction[] {
  return [...narrower(given), ...tail(given), ...rates(given), ...lists(given)];
}

/** What is held of one thing is part of what is held of all: its limit is not the wider one. */
function narrower({ instrumentShare, sectorShare, strategyShare, exposure }: Omit<RiskRules, 'duplicate'>): readonly Contradiction[] {
  const pairs = [
    ['instrumentShare', instrumentShare, 'sectorShare', sectorShare],
    ['instrumentShare', instrumentShare, 'exposure', exposure],
    ['sectorShare', sectorShare, 'exposure', exposure],
    ['strategyShare', strategyShare, 'exposure', exposure],
  ] as const;
  return pairs.flatMap(([name, part, other, whole]) =>
    part === null || whole === null || part.most <= whole.most ? [] : [[[name, 'most'], 'policy.wider', `risk.rules.${other}.most`] as const],
  );
}

/** The mean of the days beyond is no better than the day at the border. */
function tail({ valueAtRisk }: Pick<RiskRules, 'valueAtRisk'>): readonly Contradiction[] {
  if (valueAtRisk === null || valueAtRisk.mostShortfall >= valueAtRisk.most) return [];
  return [[['valueAtRisk', 'mostShortfall'], 'policy.narrower', 'risk.rules.valueAtRisk.most']];
}

function rates({ orderRate }: Pick<RiskRules, 'orderRate'>): readonly Contradiction[] {
  if (orderRate === null) return [];
  const { perSecond, perMinute, perDay } = orderRate;
  if (perMinute < perSecond) return [[['orderRate', 'perMinute'], 'policy.narrower', 'risk.rules.orderRate.perSecond']];
  return perDay < perMinute ? [[['orderRate', 'perDay'], 'policy.narrower', 'risk.rules.orderRate.perMinute']] : [];
}

const MARKS = ['instruments', 'industries', 'boards', 'names'] as const;

function lists({ restricted }: Pick<RiskRules, 'restricted'>): readonly Contradiction[] {
  if (restricted === null) return [];
  const { only, never } = restricted;
  const found: Contradiction[] = [];
  if (only !== null && MARKS.every((mark) => only[mark].length === 0)) found.push([['restricted', 'only'], 'policy.emptyList', '']);
  for (const mark of MARKS) {
    const banned: readonly string[] = never?.[mark] ?? [];
    const both = (only?.[mark] ?? []).find((entry) => banned.includes(entry));
    if (both !== undefined) found.push([['restricted', 'only', mark], 'policy.bothLists', both]);
  }
  return found;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The template that a configuration names, for what it leaves out. */
export function templateOf(config: unknown): PolicyTemplate {
  const named = property(property(config, 'risk'), 'template');
  return POLICY_TEMPLATES.find((template) => template === named) ?? 'none';
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? (value as Record<string, unknown>)[key] : undefined;
}

const SECOND_MS = 1000;

/** What {@link riskSchema} reads back as `policy`. */
export function riskJson(policy: RiskPolicy): { readonly [key: string]: Json } {
  return {
    template: policy.template,
    maxQuoteAge: policy.maxQuoteAgeMs / SECOND_MS,
    maxClockSkew: policy.maxClockSkewMs / SECOND_MS,
    maxOrderShare: formatRate(policy.maxOrderShare),
    secondPerson: { ...policy.secondPerson },
    rules: rulesJson(policy.rules),
    watch: watchJson(policy.watch),
  };
}

function rulesJson(given: RiskRules): { readonly [key: string]: Json } {
  const { orderSize, priceCollar, valueAtRisk, orderRate, duplicate, restricted, permission } = given;
  return {
    permission: permission === null ? null : { ...permission },
    restricted: restricted === null ? null : { only: listJson(restricted.only), never: listJson(restricted.never), severity: restricted.severity },
    priceCollar: priceCollar && {
      fromLast: formatRate(priceCollar.fromLast),
      fromOpposite: formatRate(priceCollar.fromOpposite),
      severity: priceCollar.severity,
    },
    orderSize: orderSize && { shares: orderSize.shares, value: formatYuan(orderSize.value), severity: orderSize.severity },
    instrumentShare: limitJson(given.instrumentShare),
    sectorShare: limitJson(given.sectorShare),
    strategyShare: limitJson(given.strategyShare),
    exposure: limitJson(given.exposure),
    valueAtRisk: valueAtRisk && {
      confidence: formatRate(valueAtRisk.confidence),
      most: formatRate(valueAtRisk.most),
      mostShortfall: formatRate(valueAtRisk.mostShortfall),
      severity: valueAtRisk.severity,
    },
    floatShare: limitJson(given.floatShare),
    volumeShare: limitJson(given.volumeShare),
    newBuys: given.newBuys && { ...given.newBuys },
    orderRate: orderRate && { ...orderRate, warnShare: formatRate(orderRate.warnShare) },
    cancelRatio: given.cancelRatio && { ...given.cancelRatio, most: formatRate(given.cancelRatio.most) },
    duplicate: duplicate && { window: duplicate.windowMs / SECOND_MS, most: duplicate.most, severity: duplicate.severity },
    selfTrade: given.selfTrade && { ...given.selfTrade },
    dayLoss: limitJson(given.dayLoss),
    drawdown: limitJson(given.drawdown),
    lossStreak: given.lossStreak && { ...given.lossStreak },
  };
}

function limitJson(setting: RiskRules['exposure']): Json {
  return setting && { most: formatRate(setting.most), severity: setting.severity };
}

function listJson(given: InstrumentList | null): Json {
  return given && { ...given };
}
