import type * as kaipan from 'kaipan';
import { z } from 'zod';
import { type ConditionFacts } from '../../core/conditions/facts.ts';
import { type ScriptUse, type ScriptVerdict } from '../../core/execution/script-port.ts';
import { hash32 } from '../../core/kernel/ids.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { timeOfDayOf, tradeDateOf } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { json, scriptQuote, scriptReference, scriptState, stateText, zodText } from './wire.ts';

const verdictSchema = z.union([z.boolean(), z.strictObject({ holds: z.boolean(), state: json.optional() })]);

/** What a condition script is shown. */
export function conditionQuestion(use: ScriptUse, instrument: InstrumentId, facts: ConditionFacts): kaipan.ConditionContext {
  const position = facts.position();
  return {
    now: facts.now,
    date: tradeDateOf(facts.now),
    timeOfDay: timeOfDayOf(facts.now),
    instrument,
    params: use.params,
    state: scriptState(use),
    quote: scriptQuote(facts.quote),
    reference: facts.reference === undefined ? null : scriptReference(facts.reference),
    suspended: facts.suspended(),
    blacklisted: facts.blacklisted(),
    position: position === null ? null : { quantity: position.quantity, cost: position.cost },
    holdingDays: facts.holdingDays(),
    sectorChange: facts.sectorChange(),
  };
}

/** What an instrument's random numbers of one moment depend on. */
export function conditionSeed(instrument: InstrumentId, { now }: ConditionFacts): number {
  return hash32(`${instrument}/${now}`);
}

/** The script's verdict, or what is wrong with it. */
export function readVerdict({ script, state: before }: ScriptUse, answer: unknown): Result<ScriptVerdict, string> {
  const parsed = verdictSchema.safeParse(answer);
  if (!parsed.success) return err(`neither true nor false nor { holds, state }: ${zodText(parsed.error)}`);
  if (typeof parsed.data === 'boolean') return ok({ script, holds: parsed.data, state: before });
  const { holds, state } = parsed.data;
  return ok({ script, holds, state: state === undefined ? before : stateText(state) });
}
