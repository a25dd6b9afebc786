import { z } from 'zod';
import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Result, ok } from '../../core/kernel/result.ts';
import { formatTimeOfDay } from '../../core/kernel/time.ts';
import { APPROVAL_MODES, DEFAULT_CONFIG, approvalModeNamed, type TradingConfig } from '../../core/oms/config.ts';
import { STYLE_NAMES } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { TEMPLATES } from '../../core/risk/policy.ts';
import { basketPolicies, basketPolicyJson, strategyStyleJson, strategyStyles } from './basket-config.ts';
import { candidatePolicies, candidatePolicyJson } from './candidate-config.ts';
import { exitPolicies, exitPolicyJson } from './exit-config.ts';
import { guardsJson, guardsSchema } from './guards-config.ts';
import { type InputProblem } from './input-problem.ts';
import { field, readJson } from './json.ts';
import { riskJson, riskSchema, templateOf } from './risk-policy.ts';
import { type ConfigJson, type ConfigValue, executionStyle, styleJson } from './style-config.ts';
import { type TextSource } from './text-source.ts';
import { amountValue, fractionBetween, secondsBetween, timeOfDayValue } from './values.ts';

export { type ConfigJson } from './style-config.ts';

/** A section, not a value or a list of values. */
export function isConfigJson(value: ConfigValue): value is ConfigJson {
  return isObject(value);
}

const share = field(fractionBetween('0', '1'));

const configSchema = z.strictObject({
  fees: z.strictObject({
    /** Brokers may charge 0.3 % at most: CSRC 证监发〔2002〕21号. */
    commissionRate: field(fractionBetween('0', '0.003')),
    commissionMinimum: field(amountValue),
  }),
  plan: z.strictObject({
    approval: z.preprocess(approvalModeNamed, z.enum(APPROVAL_MODES)),
    approvalCountdown: field(secondsBetween('1', '86400')),
    approvalExpiry: field(timeOfDayValue),
    cashReserve: share,
  }),
  execution: z.strictObject({
    default: executionStyle,
    retryInterval: field(secondsBetween('0', '3600')),
    guards: guardsSchema,
    candidates: candidatePolicies,
    baskets: basketPolicies,
    styles: strategyStyles,
    exits: exitPolicies,
  }),
  risk: riskSchema,
  exchange: z.strictObject({ volumeCap: share }),
});

/**
 * Reads a configuration (`config.json`). Every key may be left out and is then as in {@link DEFAULT_CONFIG}, the keys of
 * a style as in its own default; a key that is not known is refused by its name.
 */
export async function readConfig(source: TextSource): Promise<Result<TradingConfig, InputProblem>> {
  const read = await readJson(source, z.unknown().transform((given) => merged(baseOf(given), given)).pipe(configSchema));
  if (!read.ok) return read;
  const { fees, plan, execution, risk, exchange } = read.value.value;
  return ok({
    fees: { rate: fees.commissionRate, minimum: fees.commissionMinimum },
    plan: planOf(plan),
    execution: {
      default: execution.default,
      retryIntervalMs: execution.retryInterval,
      guards: execution.guards,
      candidates: execution.candidates,
      baskets: execution.baskets,
      styles: execution.styles,
      exits: execution.exits,
    },
    risk,
    exchange,
  });
}

function planOf({ approvalCountdown, ...plan }: z.output<typeof configSchema>['plan']): TradingConfig['plan'] {
  return { ...plan, approvalCountdownMs: approvalCountdown };
}

/** What holds for the keys that are left out: the default, and in `risk` the template that the configuration names. */
function baseOf(given: unknown): ConfigJson {
  return configJson({ ...DEFAULT_CONFIG, risk: TEMPLATES[templateOf(given)] });
}

/** What `readConfig` reads back as `config`. */
export function configJson({ fees, plan, execution, risk, exchange }: TradingConfig): ConfigJson {
  return {
    fees: { commissionRate: formatRate(fees.rate), commissionMinimum: formatYuan(fees.minimum) },
    plan: {
      approval: plan.approval,
      approvalCountdown: plan.approvalCountdownMs / SECOND_MS,
      approvalExpiry: formatTimeOfDay(plan.approvalExpiry),
      cashReserve: formatRate(plan.cashReserve),
    },
    execution: {
      default: styleJson(execution.default),
      retryInterval: execution.retryIntervalMs / SECOND_MS,
      guards: guardsJson(execution.guards),
      candidates: execution.candidates.map(candidatePolicyJson),
      baskets: execution.baskets.map(basketPolicyJson),
      styles: execution.styles.map(strategyStyleJson),
      exits: execution.exits.map(exitPolicyJson),
    },
    risk: riskJson(risk),
    exchange: { volumeCap: formatRate(exchange.volumeCap) },
  };
}

const SECOND_MS = 1000;

/** `given` with what it leaves out taken from `base`. A style of another name is completed by its own default. */
function merged(base: ConfigValue | undefined, given: unknown): unknown {
  if (!isObject(given)) return given;
  const named = STYLE_NAMES.find((name) => name === given['style']);
  const own = named !== undefined && !(isObject(base) && base['style'] === named) ? styleJson(DEFAULT_STYLES[named]) : base;
  // A script names all that it wants itself.
  const defaults = isObject(own) && given['style'] !== 'script' ? own : {};
  const values = Object.entries(given).map(([key, value]) => [key, merged(defaults[key], value)]);
  return { ...defaults, ...Object.fromEntries(values) };
}

function isObject<T>(value: T): value is T & Readonly<Record<string, ConfigValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
