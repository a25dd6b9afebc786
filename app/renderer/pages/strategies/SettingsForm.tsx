import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StrategiesRow, type StrategyRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { hasDuty, useAccess } from '../../stores/access.ts';
import { follow } from '../../stores/strategies.ts';
import { StyleFields } from '../plan/StyleFields.tsx';
import { type SettingsTexts, capitalOf, maxBuyChangeOf, settingsOf, textsOf } from './settings-form.ts';

const LONGEST_REASON = 200;

export interface SettingsFormProps {
  readonly strategy: StrategyRow;
  readonly defaults: StrategiesRow['defaults'];
}

/** Capital, execution and guards of one strategy; saved with a reason, also when it is first followed. */
export function SettingsForm({ strategy, defaults }: SettingsFormProps) {
  const { t } = useTranslation();
  const may = useAccess((state) => hasDuty(state, 'trader'));
  const [texts, setTexts] = useState(() => textsOf(strategy, defaults));
  const [reason, setReason] = useState('');
  const settings = settingsOf(texts);
  const followed = strategy.settings !== null;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (settings !== null && (await follow(strategy.id, settings, reason.trim()))) setReason('');
  };
  return (
    <form className="strategies-form" onSubmit={(event) => void submit(event)}>
      <NumberField
        label={t('strategies.capital')}
        text={texts.capital}
        unit={t('common.yuan')}
        hint={t('strategies.capitalHint')}
        problem={texts.capital !== '' && capitalOf(texts) === null ? t('strategies.capitalProblem') : null}
        onText={(capital) => setTexts({ ...texts, capital })}
        onStep={null}
      />
      <Check label={t('strategies.enabled')} checked={texts.enabled} onChange={(enabled) => setTexts({ ...texts, enabled })} />
      <Check label={t('strategies.ownStyle')} checked={texts.ownStyle} onChange={(ownStyle) => setTexts({ ...texts, ownStyle })} />
      {texts.ownStyle && <StyleFields form={texts.style} onChange={(style) => setTexts({ ...texts, style })} />}
      <Guards texts={texts} onTexts={setTexts} />
      <label className="reason-field">
        <span className="field-label">{t('common.reason')}</span>
        <input value={reason} maxLength={LONGEST_REASON} autoComplete="off" placeholder={t('common.reasonNote')} onChange={({ target }) => setReason(target.value)} />
      </label>
      <Button submit small tone="primary" disabled={!may || settings === null || reason.trim() === ''}>
        {t(followed ? 'common.save' : 'strategies.follow')}
      </Button>
    </form>
  );
}

interface GuardsProps {
  readonly texts: SettingsTexts;
  readonly onTexts: (texts: SettingsTexts) => void;
}

function Guards({ texts, onTexts }: GuardsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Check label={t('strategies.ownGuards')} checked={texts.ownGuards} onChange={(ownGuards) => onTexts({ ...texts, ownGuards })} />
      {texts.ownGuards && (
        <>
          <Check label={t('strategies.sellAtLimitUp')} checked={texts.sellAtLimitUp} onChange={(sellAtLimitUp) => onTexts({ ...texts, sellAtLimitUp })} />
          <Check label={t('strategies.buyAtLimitDown')} checked={texts.buyAtLimitDown} onChange={(buyAtLimitDown) => onTexts({ ...texts, buyAtLimitDown })} />
          <NumberField
            label={t('strategies.maxBuyChange')}
            text={texts.maxBuyChange}
            unit="%"
            hint={t('strategies.maxBuyChangeHint')}
            problem={maxBuyChangeOf(texts) === undefined ? t('strategies.percentProblem') : null}
            onText={(maxBuyChange) => onTexts({ ...texts, maxBuyChange })}
            onStep={null}
          />
        </>
      )}
    </>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="strategies-check">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} /> {label}
    </label>
  );
}
