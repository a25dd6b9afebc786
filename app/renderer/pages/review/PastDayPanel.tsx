import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PastDayRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { formatAverage, formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { type PastTable, askWhy, closeDay, reviewDays, saveNote, useReview } from '../../stores/review.ts';
import { useRow } from '../../stores/rows.ts';
import { WhyFill } from './WhyFill.tsx';

const WIDTH = 404;

/** A sealed day as it was: its plan, orders, fills and what people did, and the trader's note. */
export function PastDayPanel({ day }: { readonly day: PastDayRow }) {
  const { t } = useTranslation();
  const why = useReview((state) => state.why);
  const past = useReview((state) => state.past);
  return (
    <Panel title={t('review.day', { date: day.date })} label={t('review.pastTables')} width={WIDTH} onClose={closeDay}>
      {why === null ? (
        <>
          <Tabs<PastTable>
            label={t('review.pastTables')}
            active={past}
            onActive={(name) => useReview.setState({ past: name })}
            tabs={[
              { name: 'plan', label: t('review.past.plan'), count: day.lines.length, body: <PastLines day={day} /> },
              { name: 'orders', label: t('review.past.orders'), count: day.orders.length, body: <PastOrders day={day} /> },
              { name: 'fills', label: t('review.past.fills'), count: day.fills.length, body: <PastFills day={day} /> },
              { name: 'hand', label: t('review.past.hand'), count: day.interventions.length, body: <ByHand day={day} /> },
            ]}
          />
          <DayNote date={day.date} />
        </>
      ) : (
        <WhyFill why={why} />
      )}
    </Panel>
  );
}

interface PastDayProps {
  readonly day: PastDayRow;
}

function PastLines({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.lines.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.lines.map(({ id, name, side, state, filled, plannedQuantity, signalReason }) => (
        <li key={id} className="past-row">
          <SideWord side={side} />
          <span className="ellipsis">{name}</span>
          <span className="num">{`${formatQuantity(filled)} / ${formatQuantity(plannedQuantity)}`}</span>
          <span className="muted">{t(`words.lineState.${state}`)}</span>
          {signalReason !== '' && <span className="past-why faint selectable">{signalReason}</span>}
        </li>
      ))}
    </ul>
  );
}

function PastOrders({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.orders.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.orders.map(({ id, name, side, state, filled, quantity, avgPrice, created }) => (
        <li key={id} className="past-row">
          <SideWord side={side} />
          <span className="ellipsis">{name}</span>
          <span className="num">{`${formatQuantity(filled)} / ${formatQuantity(quantity)}`}</span>
          <span className="muted">{t(`words.orderState.${state}`)}</span>
          <span className="past-why faint">{`${formatClock(created)} ${filled > 0 ? formatAverage(avgPrice) : ''}`}</span>
        </li>
      ))}
    </ul>
  );
}

/** Each fill is a button that asks why. */
function PastFills({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.fills.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.fills.map(({ id, name, side, price, quantity, time }) => (
        <li key={id}>
          <button type="button" className="past-row past-fill" aria-label={`${t('review.why')} ${name} ${id}`} onClick={() => void askWhy(id)}>
            <SideWord side={side} />
            <span className="ellipsis">{name}</span>
            <span className="num">{`${formatQuantity(quantity)} × ${formatPrice(price)}`}</span>
            <span className="muted">{formatClock(time)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function ByHand({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.interventions.length === 0) return <p className="section muted">{t('review.nobody')}</p>;
  return (
    <ol className="past-rows">
      {day.interventions.map(({ number, at, by, deed, reason, lines }) => (
        <li key={number} className="past-row">
          <span className="muted">{formatClock(at)}</span>
          <span className="ellipsis">{t(`words.deed.${deed}`)}</span>
          <span className="num">{lines.length > 1 ? lines.length : (lines[0] ?? '')}</span>
          <span className="muted">{by}</span>
          {reason !== null && <span className="past-why faint selectable">{reason}</span>}
        </li>
      ))}
    </ol>
  );
}

/** What the trader writes down of the day. */
function DayNote({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const saved = useRow(reviewDays, date);
  const [text, setText] = useState(saved?.note ?? '');
  const [tags, setTags] = useState(saved?.tags.join(' ') ?? '');
  const save = (): void => void saveNote(date, text, tags.split(/\s+/).filter((tag) => tag !== ''));
  return (
    <Section title={t('review.note')}>
      <textarea className="day-note" aria-label={t('review.note')} rows={4} maxLength={4_000} value={text} onChange={({ target }) => setText(target.value)} />
      <input className="day-note" aria-label={t('review.noteTags')} placeholder={t('review.noteTags')} value={tags} onChange={({ target }) => setTags(target.value)} />
      <Button small onClick={save}>{t('review.saveNote')}</Button>
    </Section>
  );
}
