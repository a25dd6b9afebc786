import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type BasketRest } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Section } from '../../components/Panel.tsx';
import { Select } from '../../components/Select.tsx';
import { makeBasket } from '../../stores/baskets.ts';
import { isLive, selectedLines, usePlanUi } from '../../stores/plan.ts';
import { lines, useTerminal } from '../../stores/terminal.ts';
import { readAmount, readTime } from './style-fields.ts';

const RESTS = ['carryOn', 'release', 'cancel'] as const satisfies readonly BasketRest[];
const USUAL_END = '14:50';

/** A new basket of the selected lines that are in none yet. */
export function BasketForm() {
  const { t } = useTranslation();
  const ids = useFreeLines();
  const [name, setName] = useState<string>(() => t('plan.basketUsualName'));
  const [tolerance, setTolerance] = useState('0');
  const [end, setEnd] = useState(USUAL_END);
  const [rest, setRest] = useState<BasketRest>('release');
  const [money, until] = [readAmount(tolerance), readTime(end)];
  const ready = ids.length > 0 && name.trim() !== '' && money !== null && until !== null;

  const make = (event: SubmitEvent): void => {
    event.preventDefault();
    if (ready) void makeBasket({ ids: [...ids], name, tolerance: money, start: null, end: until, rest });
  };
  return (
    <Section title={t('plan.newBasket')}>
      <form className="basket-form" onSubmit={make}>
        <NumberField label={t('plan.basketName')} text={name} onText={setName} onStep={null} problem={name.trim() === '' ? t('plan.needsName') : null} />
        <NumberField
          label={t('plan.basketTolerance')}
          hint={t('plan.basketToleranceHint')}
          unit={t('common.yuan')}
          text={tolerance}
          onText={setTolerance}
          onStep={null}
          problem={money === null ? t('plan.notAnAmount') : null}
        />
        <NumberField label={t('plan.basketEnd')} text={end} onText={setEnd} onStep={null} problem={until === null ? t('style.problem.notATime') : null} />
        <Select label={t('plan.basketRest')} value={rest} choices={RESTS.map((value) => ({ value, label: t(`words.basketRest.${value}`) }))} onChange={setRest} />
        <Button submit tone="primary" disabled={!ready}>
          {t('plan.makeBasketOf', { count: ids.length })}
        </Button>
      </form>
    </Section>
  );
}

function useFreeLines(): readonly string[] {
  useStore(lines);
  usePlanUi();
  const baskets = useTerminal((state) => state.baskets);
  const taken = new Set(baskets.flatMap((basket) => basket.lines.map(({ lineId }) => lineId)));
  return selectedLines(isLive)
    .map(({ id }) => id)
    .filter((id) => !taken.has(id));
}
