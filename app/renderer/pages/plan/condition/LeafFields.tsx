import { useTranslation } from 'react-i18next';
import { type ConditionNodeRow, type OperandRow, type TermRow } from '../../../../preload/contract.ts';
import { useSettings } from '../../../stores/settings.ts';
import { wordFor } from '../../../i18n/refusal.ts';
import { COMPARISONS, type Compare, firstArgument, leafOf, termOf, typeOf } from './condition-draft.ts';

type Leaf = Extract<ConditionNodeRow, { kind: 'compare' | 'is' }>;

export interface LeafFieldsProps {
  readonly leaf: Leaf;
  readonly terms: readonly TermRow[];
  readonly onChange: (leaf: ConditionNodeRow) => void;
}

/** One thing that is asked: what, how it is compared, and with what. */
export function LeafFields({ leaf, terms, onChange }: LeafFieldsProps) {
  const { t } = useTranslation();
  const subject: OperandRow = leaf.kind === 'is' ? { kind: 'term', name: leaf.name, argument: leaf.argument } : leaf.left;
  const rename = (operand: OperandRow): void => {
    if (operand.kind !== 'term') return;
    const term = termOf(operand, terms);
    if (term !== undefined) onChange(withArgument(leafOf(term, leaf, terms), operand.argument));
  };
  return (
    <>
      <OperandFields operand={subject} terms={terms} label={t('condition.subject')} onChange={rename} />
      {leaf.kind === 'compare' && <Comparison compare={leaf} terms={terms} onChange={onChange} />}
    </>
  );
}

/** The subject asked with something else in its brackets. */
function withArgument(leaf: ConditionNodeRow, argument: string | null): ConditionNodeRow {
  if (argument === null || (leaf.kind !== 'compare' && leaf.kind !== 'is')) return leaf;
  if (leaf.kind === 'is') return { ...leaf, argument };
  return leaf.left.kind === 'term' ? { ...leaf, left: { ...leaf.left, argument } } : leaf;
}

interface ComparisonProps {
  readonly compare: Compare;
  readonly terms: readonly TermRow[];
  readonly onChange: (compare: Compare) => void;
}

function Comparison({ compare, terms, onChange }: ComparisonProps) {
  const { t } = useTranslation();
  const { left, operator, right } = compare;
  const type = typeOf(left, terms);
  return (
    <div className="condition-compared">
      <select
        className="condition-select"
        aria-label={t('condition.operator')}
        value={operator}
        onChange={({ target }) => onChange({ ...compare, operator: COMPARISONS.find((one) => one === target.value) ?? operator })}
      >
        {COMPARISONS.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <OperandFields
        operand={right}
        terms={terms.filter((term) => term.type === type)}
        unit={type}
        label={t('condition.value')}
        onChange={(changed) => onChange({ ...compare, right: changed })}
      />
    </div>
  );
}

interface OperandFieldsProps {
  readonly operand: OperandRow;
  /** What may be chosen. */
  readonly terms: readonly TermRow[];
  /** The unit of a value that is typed; left out where only a term may stand. */
  readonly unit?: TermRow['type'] | null;
  readonly label: string;
  readonly onChange: (operand: OperandRow) => void;
}

const LITERAL = '#';

function OperandFields({ operand, terms, unit, label, onChange }: OperandFieldsProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const choose = (key: string): void => {
    const term = terms.find((one) => keyOf(one) === key);
    if (term !== undefined) onChange({ kind: 'term', name: term.name, argument: firstArgument(term) });
    else if (operand.kind === 'term') onChange({ kind: 'literal', text: '' });
  };
  const chosen = operand.kind === 'term' ? termOf(operand, terms) : undefined;
  return (
    <div className="condition-operand">
      <select className="condition-select" aria-label={label} value={chosen === undefined ? LITERAL : keyOf(chosen)} onChange={({ target }) => choose(target.value)}>
        {(unit !== undefined || chosen === undefined) && <option value={LITERAL}>{operand.kind === 'text' ? operand.text : t('condition.number')}</option>}
        {terms.map((term) => (
          <option key={keyOf(term)} value={keyOf(term)}>
            {term[language]}
          </option>
        ))}
      </select>
      {operand.kind === 'term' && operand.argument !== null && (
        <input
          className="condition-argument"
          aria-label={t(ARGUMENT_LABELS[chosen?.argument ?? 'days'])}
          value={operand.argument}
          onChange={({ target }) => onChange({ ...operand, argument: target.value })}
        />
      )}
      {operand.kind === 'literal' && <Literal text={operand.text} unit={unit ?? null} language={language} onText={(text) => onChange({ kind: 'literal', text })} />}
    </div>
  );
}

const ARGUMENT_LABELS = { none: 'condition.days', days: 'condition.days', index: 'condition.index', script: 'condition.script' } as const;

function keyOf({ name, argument }: Pick<TermRow, 'name' | 'argument'>): string {
  return argument === 'none' ? name : `${name}()`;
}

interface LiteralProps {
  readonly text: string;
  readonly unit: TermRow['type'] | null;
  readonly language: 'zh' | 'en';
  readonly onText: (text: string) => void;
}

/** The sign of a percentage is its unit: it stands behind the field and not in it. */
function Literal({ text, unit, language, onText }: LiteralProps) {
  const { t } = useTranslation();
  const percent = unit === 'percent';
  return (
    <>
      <input
        className="condition-literal"
        inputMode="decimal"
        aria-label={t('condition.amount')}
        value={percent ? text.replace('%', '') : text}
        onChange={({ target }) => onText(percent && target.value !== '' ? `${target.value.replaceAll('%', '')}%` : target.value)}
      />
      {unit !== null && unit !== 'time' && <span className="field-unit">{wordFor(language, 'conditionSign', unit)}</span>}
    </>
  );
}
