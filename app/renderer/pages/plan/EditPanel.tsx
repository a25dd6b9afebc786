import './EditPanel.css';
import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExecutionStyle, type LineRow, type StyleInput } from '../../../preload/contract.ts';
import { focusField } from '../../commands/focus.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { formatMoney, formatPercent, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { type LineDraft } from '../../stores/dry-run.ts';
import { editLine } from '../../stores/hand.ts';
import { closePanel, showPanel } from '../../stores/plan.ts';
import { stepLot } from '../../stores/quantity.ts';
import { readQuantity } from '../../stores/ticket.ts';
import { DryRunSection } from './DryRunSection.tsx';
import { ReasonField } from './LineActions.tsx';
import { LineTitle } from './LinePanel.tsx';
import { StyleFields } from './StyleFields.tsx';
import { ConditionEditor } from './condition/ConditionEditor.tsx';
import { useConditionCheck } from './condition/useConditionCheck.ts';
import { styleWords } from './line-words.ts';
import { formOf, styleOf } from './style-form.ts';

const QUANTITY_FIELD = 'edit-quantity';

export interface EditPanelProps {
  readonly width: number;
  readonly line: LineRow;
}

/** The trader's own quantity, style and condition for a line. */
export function EditPanel({ width, line }: EditPanelProps) {
  const { t } = useTranslation();
  const [quantityText, setQuantityText] = useState(String(line.plannedQuantity));
  const [form, setForm] = useState(() => formOf(line.style));
  const [condition, setCondition] = useState(line.condition?.text ?? '');
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const { lot } = line;
  const quantity = readQuantity(quantityText);
  const style = styleOf(form);
  const check = useConditionCheck(line.id, condition);
  const draft = draftOf(quantity, style, condition, check?.ok === true);
  useEffect(() => focusField(QUANTITY_FIELD), []);

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (draft === null || saving) return;
    setSaving(true);
    const done = await editLine({ id: line.id, ...draft }, reason);
    setSaving(false);
    if (done) showPanel('line');
  };

  return (
    <Panel title={<LineTitle line={line} />} label={t('plan.edit')} width={width} onClose={closePanel}>
      <Section title={t('plan.edit')}>
        <form className="edit-form" onSubmit={(event) => void save(event)}>
          <NumberField
            id={QUANTITY_FIELD}
            label={t('plan.column.quantity')}
            unit={t('common.shares')}
            text={quantityText}
            onText={setQuantityText}
            onStep={lot === null ? null : (steps) => setQuantityText(String(stepLot(quantity ?? 0, steps, lot)))}
            problem={quantity === null ? t('trade.notAQuantity') : null}
          />
          <StyleFields form={form} onChange={setForm} />
          <ConditionEditor side={line.side} text={condition} check={check} onText={setCondition} />
          <ReasonField reason={reason} onReason={setReason} />
          <Button submit tone="primary" disabled={draft === null || saving}>
            {t('common.save')}
          </Button>
        </form>
      </Section>
      <Section title={t('plan.effect')}>
        <p>{style === null ? '' : styleWords(style as ExecutionStyle, t)}</p>
        <Effect line={line} quantity={quantity ?? 0} />
      </Section>
      {draft !== null && <DryRunSection line={line} draft={draft} />}
    </Panel>
  );
}

/** What would be made of the line; null while something of it cannot be taken. */
function draftOf(quantity: number | null, style: StyleInput | null, condition: string, readable: boolean): Required<LineDraft> | null {
  if (quantity === null || style === null) return null;
  if (condition.trim() === '') return { quantity, style, condition: null };
  return readable ? { quantity, style, condition } : null;
}

interface EffectProps {
  readonly line: LineRow;
  readonly quantity: number;
}

/** What the typed quantity comes to at the reference price. */
function Effect({ line, quantity }: EffectProps) {
  const { t } = useTranslation();
  const value = line.refPrice * quantity;
  const perShare = line.plannedQuantity === 0 ? 0 : (line.resultingWeight - line.currentWeight) / line.plannedQuantity;
  const weight = Math.round(line.currentWeight + perShare * quantity);
  return (
    <Facts
      facts={[
        [t('plan.column.refPrice'), formatPrice(line.refPrice, priceDigits(line.board))],
        [t('plan.column.value'), formatMoney(value)],
        [t('plan.proposedQuantity'), formatQuantity(line.plannedQuantity)],
        [t('plan.weightAfter'), perShare === 0 ? '—' : `≈ ${formatPercent(Math.max(0, weight))}`],
      ]}
    />
  );
}

