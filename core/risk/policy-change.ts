import { type RiskPolicy } from './policy.ts';
import { SEVERITIES } from './rule.ts';

/** What a change does to the account: `looser` allows something that was held back before. */
export type PolicyEffect = 'tighter' | 'looser' | 'neutral';

export type PolicyValue = string | number | boolean | readonly string[] | null;

/** One setting that differs between two policies. */
export interface PolicyChange {
  /** `rules.exposure.most`; a rule that is turned on or off is named as a whole, `rules.exposure`. */
  readonly field: string;
  /** Null: off. True stands for a rule that is on, where the other policy has it off. */
  readonly before: PolicyValue;
  readonly after: PolicyValue;
  readonly effect: PolicyEffect;
}

/** What differs, setting by setting, in the order of a policy. */
export function policyChanges(before: RiskPolicy, after: RiskPolicy): readonly PolicyChange[] {
  return treeChanges('', before, after);
}

/** Whether anything that was held back under `before` may pass under `after`. */
export function isLooser(before: RiskPolicy, after: RiskPolicy): boolean {
  return policyChanges(before, after).some(({ effect }) => effect === 'looser');
}

function treeChanges(path: string, before: object, after: object): readonly PolicyChange[] {
  const given: Readonly<Record<string, unknown>> = { ...after };
  return Object.entries(before).flatMap(([key, was]) => changesAt(path === '' ? key : `${path}.${key}`, was, given[key]));
}

function changesAt(field: string, was: unknown, is: unknown): readonly PolicyChange[] {
  if (isTree(was) && isTree(is)) return treeChanges(field, was, is);
  const [before, after] = [valueOf(was), valueOf(is)];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ field, before, after, effect: effectOf(field, before, after) }];
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(value: unknown): PolicyValue {
  return isTree(value) ? true : ((value ?? null) as PolicyValue);
}

/** Settings that hold back more when they grow; of all others a greater value allows more. */
const GROWING_TIGHTENS = /^secondPerson\.|\.never(\.|$)|\.windowMs$|\.confidence$/;
/** A rule, a watch, a list of what alone is allowed: without it everything passes. */
const WHOLE = /^rules\.\w+$|^watch\.watches\.\w+\.\w+$|\.only$/;

function effectOf(field: string, before: PolicyValue, after: PolicyValue): PolicyEffect {
  if (field === 'template') return 'neutral';
  if (field.endsWith('.severity')) return gravityOf(after) < gravityOf(before) ? 'tighter' : 'looser';
  if (WHOLE.test(field)) return after === null ? 'looser' : 'tighter';
  // Which of two words holds back more, nobody can say in general: then it takes the care that a looser one takes.
  if (typeof after === 'string') return 'looser';
  const grows = isMore(before, after);
  return grows === GROWING_TIGHTENS.test(field) ? 'tighter' : 'looser';
}

function gravityOf(severity: PolicyValue): number {
  return SEVERITIES.findIndex((one) => one === severity);
}

/** Whether `after` is more than `before`: a greater number, a yes, or a list with something new on it. */
function isMore(before: PolicyValue, after: PolicyValue): boolean {
  if (Array.isArray(after)) return after.some((entry) => !(Array.isArray(before) && before.includes(entry)));
  return amountOf(after) > amountOf(before);
}

function amountOf(value: PolicyValue): number {
  return typeof value === 'number' ? value : value === true ? 1 : 0;
}
