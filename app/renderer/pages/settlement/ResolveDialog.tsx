import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDecimal } from '../../../../core/kernel/decimal.ts';
import { type BookingRow, type DayDifferenceRow } from '../../../preload/contract.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { wordFor } from '../../i18n/refusal.ts';
import { type Resolution, askFor, resolveDifference } from '../../stores/settlement.ts';
import { useSettings } from '../../stores/settings.ts';
import { type BookingTexts, MONEY_SCALE, bookingOf, isShares } from './booking-form.ts';
import { bookingText } from './DifferenceTable.tsx';

export interface ResolveDialogProps {
  readonly difference: DayDifferenceRow;
  readonly resolution: Resolution;
}

/** What a person makes of a difference, and why. */
export function ResolveDialog({ difference, resolution }: ResolveDialogProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const [texts, setTexts] = useState(() => textsOf(difference.proposal));
  const booking = resolution === 'edit' ? bookingOf(texts) : null;
  const action = t('settlement.confirm', { resolution: t(`settlement.resolution.${resolution}`) });
  return (
    <ReasonDialog
      title={`${t(`settlement.resolution.${resolution}`)} · ${wordFor(language, 'difference', difference.code)}`}
      action={action}
      complete={resolution !== 'edit' || booking !== null}
      onClose={() => askFor(null)}
      onSubmit={(reason) => resolveDifference(difference.id, resolution, reason, booking)}
    >
      <Meaning difference={difference} resolution={resolution} />
      {resolution === 'edit' && <BookingFields texts={texts} onTexts={setTexts} />}
    </ReasonDialog>
  );
}

function Meaning({ difference: { proposal }, resolution }: ResolveDialogProps) {
  const { t } = useTranslation();
  if (resolution !== 'accept') return <p className="muted">{t(`settlement.resolutionNote.${resolution}`)}</p>;
  if (proposal === null) return <p className="muted">{t('settlement.resolutionNote.acceptNote')}</p>;
  return (
    <p>
      <span className="muted">{t('settlement.resolutionNote.accept')}</span> {bookingText(proposal, t)}
    </p>
  );
}

function textsOf(proposal: BookingRow | null): BookingTexts {
  const { cash = 0, instrument = null, quantity = 0, cost = 0 } = proposal ?? {};
  const yuan = (units: number): string => formatDecimal(units, MONEY_SCALE, 2);
  return { cash: yuan(cash), instrument: instrument ?? '', quantity: String(quantity), cost: yuan(cost) };
}

interface BookingFieldsProps {
  readonly texts: BookingTexts;
  readonly onTexts: (texts: BookingTexts) => void;
}

function BookingFields({ texts, onTexts }: BookingFieldsProps) {
  const { t } = useTranslation();
  const shares = isShares(texts);
  const badInstrument = shares && bookingOf({ ...texts, cash: '0', quantity: '1', cost: '0' }) === null;
  const problem = (field: 'cash' | 'quantity' | 'cost'): string | null => {
    const alone = { cash: '0', instrument: '600000.SH', quantity: '1', cost: '0', [field]: texts[field] };
    return bookingOf(alone) === null ? t('settlement.badNumber') : null;
  };
  return (
    <>
      <NumberField label={t('settlement.cash')} text={texts.cash} unit={t('common.yuan')} problem={problem('cash')} onText={(cash) => onTexts({ ...texts, cash })} onStep={null} />
      <NumberField
        label={t('settlement.instrument')}
        text={texts.instrument}
        problem={badInstrument ? t('settlement.badInstrument') : null}
        placeholder="600519.SH"
        onText={(instrument) => onTexts({ ...texts, instrument })}
        onStep={null}
      />
      {shares && (
        <>
          <NumberField label={t('settlement.quantity')} text={texts.quantity} problem={problem('quantity')} onText={(quantity) => onTexts({ ...texts, quantity })} onStep={null} />
          <NumberField label={t('settlement.cost')} text={texts.cost} unit={t('common.yuan')} problem={problem('cost')} onText={(cost) => onTexts({ ...texts, cost })} onStep={null} />
        </>
      )}
    </>
  );
}
