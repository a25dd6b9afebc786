import { formatDecimal, parseDecimal } from '../../../../core/kernel/decimal.ts';
import { type StrategiesRow, type StrategyRow } from '../../../preload/contract.ts';
import { type StrategySettingsInput } from '../../stores/strategies.ts';
import { type StyleForm, formOf, styleOf } from '../plan/style-form.ts';

/** Decimals of money as it crosses the bridge, and of percent. */
const MONEY_SCALE = 4;
const PERCENT_SCALE = 6;

/** The settings of a strategy as they are typed. What is not its own is kept while the trader looks at both. */
export interface SettingsTexts {
  readonly capital: string;
  readonly enabled: boolean;
  readonly ownStyle: boolean;
  readonly style: StyleForm;
  readonly ownGuards: boolean;
  readonly sellAtLimitUp: boolean;
  readonly buyAtLimitDown: boolean;
  /** In percent; empty: no bound. */
  readonly maxBuyChange: string;
}

/** As it is followed, or as one would begin: with what it holds, else with nothing typed. */
export function textsOf({ settings, marketValue }: StrategyRow, { style, guards }: StrategiesRow['defaults']): SettingsTexts {
  const own = settings ?? { capital: marketValue, enabled: true, style: null, guards: null };
  const { maxBuyChange, ...stops } = own.guards ?? guards;
  return {
    capital: own.capital === 0 ? '' : formatDecimal(own.capital, MONEY_SCALE, 0),
    enabled: own.enabled,
    ownStyle: own.style !== null,
    style: formOf(own.style ?? style),
    ownGuards: own.guards !== null,
    ...stops,
    maxBuyChange: maxBuyChange === null ? '' : formatDecimal(maxBuyChange, PERCENT_SCALE, 0),
  };
}

/** Above zero; null while it is no amount. */
export function capitalOf({ capital }: SettingsTexts): number | null {
  const parsed = parseDecimal(capital.replaceAll(',', '').trim(), MONEY_SCALE);
  return parsed.ok && parsed.value > 0 ? parsed.value : null;
}

/** From 0 to 100 %; null where there is no bound, undefined while it is no share. */
export function maxBuyChangeOf({ maxBuyChange }: SettingsTexts): number | null | undefined {
  if (maxBuyChange.trim() === '') return null;
  const parsed = parseDecimal(maxBuyChange.trim(), PERCENT_SCALE);
  return parsed.ok && parsed.value >= 0 && parsed.value <= 100_000_000 ? parsed.value : undefined;
}

/** Null while something that is typed cannot be read. */
export function settingsOf(texts: SettingsTexts): StrategySettingsInput | null {
  const { enabled, ownStyle, ownGuards, sellAtLimitUp, buyAtLimitDown } = texts;
  const [capital, style, maxBuyChange] = [capitalOf(texts), styleOf(texts.style), maxBuyChangeOf(texts)];
  if (capital === null || (ownStyle && style === null) || (ownGuards && maxBuyChange === undefined)) return null;
  const guards = { sellAtLimitUp, buyAtLimitDown, maxBuyChange: maxBuyChange ?? null };
  return { capital, enabled, style: ownStyle ? style : null, guards: ownGuards ? guards : null };
}
