import { useTranslation } from 'react-i18next';
import { type ConditionCheckRow, type LeafText, type Truth } from '../../../../preload/contract.ts';
import { useDescribe, wordFor } from '../../../i18n/refusal.ts';
import { useSettings } from '../../../stores/settings.ts';

export interface ConditionNowProps {
  readonly text: string;
  readonly check: ConditionCheckRow | null;
}

/** The condition in plain words, and whether it is so now with the numbers; or what is wrong with it. */
export function ConditionNow({ text, check }: ConditionNowProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  if (text.trim() === '') return <p className="field-hint">{t('condition.none')}</p>;
  if (check === null) return null;
  if (!check.ok) {
    return (
      <p className="field-problem" role="alert">
        {describe(check.problem)}
      </p>
    );
  }
  return (
    <div className="condition-now" aria-live="polite">
      <p className="condition-words">{check.words[language]}</p>
      <p>
        <code>{check.text}</code>
      </p>
      <p className="condition-truth" data-holds={String(check.holds)}>
        {t(`condition.now.${truthName(check.holds)}`)}
      </p>
      <ul className="condition-leaves">
        {check.leaves.map((leaf, i) => (
          <li key={i} data-holds={String(leaf.holds)}>
            <code>{leaf.leaf}</code>
            <Sides leaf={leaf} missing={(datum) => wordFor(language, 'conditionDatum', datum)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function truthName(holds: Truth): 'met' | 'notMet' | 'unknown' {
  if (holds === 'unknown') return holds;
  return holds ? 'met' : 'notMet';
}

interface SidesProps {
  readonly leaf: LeafText;
  readonly missing: (datum: string) => string;
}

/** The number now, and the one that it is compared with where that moves, too. */
function Sides({ leaf, missing }: SidesProps) {
  const { t } = useTranslation();
  if (leaf.missing !== null) return <span>{t('condition.missing', { what: missing(leaf.missing) })}</span>;
  if (leaf.left === null) return <span>{t(leaf.holds === true ? 'condition.is' : 'condition.isNot')}</span>;
  const moves = leaf.right !== null && !leaf.leaf.endsWith(` ${leaf.right}`);
  return <span>{t('condition.stands', { value: moves ? `${leaf.left} / ${leaf.right}` : leaf.left })}</span>;
}
