import { describeCondition } from '../../../core/conditions/describe.ts';
import { parseCondition } from '../../../core/conditions/parse-condition.ts';
import { type ConditionRow } from '../../preload/contract.ts';

type Words = ConditionRow['words'];

/** Lines are drawn again with every fill, and many share one condition. */
const known = new Map<string, Words>();

/** A condition as a window shows it; one that cannot be read stands for itself. */
export function conditionRow(text: string, met: boolean): ConditionRow {
  let words = known.get(text);
  if (words === undefined) {
    words = wordsOf(text);
    known.set(text, words);
  }
  return { text, words, met };
}

function wordsOf(text: string): Words {
  const parsed = parseCondition(text);
  if (!parsed.ok) return { zh: text, en: text };
  return { zh: describeCondition(parsed.value, 'zh'), en: describeCondition(parsed.value, 'en') };
}
