import { useEffect, useState } from 'react';
import { type ConditionCheckRow, type ConditionLanguageRow } from '../../../../preload/contract.ts';
import { ask } from '../../../stores/ask.ts';
import { bridge } from '../../../stores/bridge.ts';

/** How often a condition is looked at again while it is being edited, in milliseconds. */
const LOOK_AGAIN_MS = 1000;

/** What the text says of the line, looked at anew as the market moves; null for an empty text and until the first answer. */
export function useConditionCheck(lineId: string, text: string): ConditionCheckRow | null {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly check: ConditionCheckRow } | null>(null);
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let wanted = true;
    const look = async (): Promise<void> => {
      const reply = await bridge().checkCondition({ id: lineId, text });
      if (wanted && reply.ok) setAnswer({ text, check: reply.value });
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [lineId, text]);
  return answer?.text === text ? answer.check : null;
}

const NOTHING: ConditionLanguageRow = { terms: [], guards: null };

/** Every name that a condition may use, and the guards of the account. */
export function useConditionLanguage(): ConditionLanguageRow {
  const [language, setLanguage] = useState(NOTHING);
  useEffect(() => {
    void ask(bridge().conditionLanguage()).then((answer) => setLanguage(answer?.value ?? NOTHING));
  }, []);
  return language;
}
