import { useTranslation } from 'react-i18next';
import { type RoundTripRow } from '../../../../preload/contract.ts';
import { Button } from '../../../components/Button.tsx';
import { Facts } from '../../../components/Figure.tsx';
import { Panel, Section } from '../../../components/Panel.tsx';
import { trendClass } from '../../../components/classes.ts';
import { NOTHING, formatMoney, formatQuantity, signed } from '../../../format/number.ts';
import { keyOfTrip } from '../../../stores/notes.ts';
import { closeTrip, openDay, useReview } from '../../../stores/review.ts';
import { NoteEditor } from './NoteEditor.tsx';

const WIDTH = 404;

/** A round trip: why it was bought and sold, what came of it, and what the trader says to it. */
export function TripPanel({ trip }: { readonly trip: RoundTripRow }) {
  const { t } = useTranslation();
  const { name, instrument, strategyId, quantity, entryDate, exitDate, entryReason, exitReason, cost, proceeds, fees, profit } = trip;
  return (
    <Panel title={`${name} ${instrument}`} label={t('notes.trip')} width={WIDTH} onClose={closeTrip}>
      <Section title={t('notes.trip')}>
        <Facts
          facts={[
            [t('review.strategy'), strategyId],
            [t('review.quantity'), formatQuantity(quantity)],
            [t('review.cost'), formatMoney(cost)],
            [t('review.proceeds'), formatMoney(proceeds)],
            [t('review.fees'), formatMoney(fees)],
            [t('review.profit'), <span key="profit" className={trendClass(profit)}>{signed(profit, formatMoney(profit))}</span>],
          ]}
        />
      </Section>
      <End title={t('review.entryReason')} date={entryDate} reason={entryReason} />
      <End title={t('review.exitReason')} date={exitDate} reason={exitReason} />
      <NoteEditor about={{ kind: 'trip', date: exitDate, subject: keyOfTrip(trip) }} />
    </Panel>
  );
}

/** One end of the trip; shares that the account began with were bought on a day that it does not know. */
function End({ title, date, reason }: { readonly title: string; readonly date: string; readonly reason: string }) {
  const { t } = useTranslation();
  const known = useReview(({ review }) => review?.span != null && date >= review.span.from);
  return (
    <Section title={title}>
      <p className="selectable">{reason || NOTHING}</p>
      {known && (
        <Button small onClick={() => void openDay(date)}>
          {t('notes.openDay', { date })}
        </Button>
      )}
    </Section>
  );
}
