import { describeCondition } from '../../../core/conditions/describe.ts';
import { parseCondition } from '../../../core/conditions/parse-condition.ts';
import { printCondition } from '../../../core/conditions/print.ts';
import { TERMS, type TermEntry } from '../../../core/conditions/terms.ts';
import { leafTexts } from '../../../core/conditions/why.ts';
import { type LineId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../../core/kernel/result.ts';
import { type ConditionCheckRow, type ConditionLanguageRow, type TermRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { conditionNode } from './condition-node.ts';

/** What a text that somebody is typing says for a line. A text that is wrong is an answer, too. */
export function conditionCheck(session: Pick<Session, 'lookAt'>, id: LineId, text: string): Result<ConditionCheckRow, Refusal> {
  const parsed = parseCondition(text);
  if (!parsed.ok) return ok({ ok: false, problem: parsed.error });
  const condition = parsed.value;
  const look = session.lookAt(id, condition);
  if (!look.ok) return look;
  return ok({
    ok: true,
    text: printCondition(condition),
    words: { zh: describeCondition(condition, 'zh'), en: describeCondition(condition, 'en') },
    node: conditionNode(condition),
    holds: look.value.holds,
    leaves: leafTexts(look.value),
  });
}

/** What a condition may be made of, and what the account keeps to beside it. */
export function conditionLanguage({ state }: Pick<Session, 'state'>): ConditionLanguageRow {
  return { terms: conditionTerms(), guards: state.day?.config.execution.guards ?? null };
}

/** Every name, in the order of the language. */
export function conditionTerms(): readonly TermRow[] {
  return [...TERMS].map(([key, entry]) => termRow(key.replace('()', ''), entry));
}

function termRow(name: string, entry: TermEntry): TermRow {
  const { argument, type } = entry;
  const { zh, en } = entry.type === 'state' ? { zh: entry.words.zh[0], en: entry.words.en[0] } : entry.words;
  const plain = (words: string): string => words.replace('{n}', 'N').replace(/ ?\{(?:index|script)\} ?/, '');
  return { name, argument, type, zh: plain(zh), en: plain(en) };
}
