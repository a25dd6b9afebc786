import { History } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type PastDayRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { formatAverage, formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { openReplay } from '../../stores/replay.ts';
import { type PastTable, type WhyOf, askWhy, closeDay, forgetWhy, useReview } from '../../stores/review.ts';
import { useSettings } from '../../stores/settings.ts';
import { NoteEditor } from './notes/NoteEditor.tsx';
import { WhyPane } from './WhyPane.tsx';

const WIDTH = 480;

/** A sealed day as it was: its plan, orders, fills and what people did, and the trader's note. */
export function PastDayPanel({ day }: { readonly day: PastDayRow }) {
  const { t } = useTranslation();
  const why = useReview((state) => state.why);
  const past = useReview((state) => state.past);
  return (
    <Panel title={t('review.day', { date: day.date })} label={t('review.pastTables')} width={WIDTH} onClose={closeDay}>
      {why === null ? (
        <>
          <div className="past-actions">
            <Button small onClick={() => void openReplay(day.date)}>
              <History size={14} /> {t('replay.open')}
            </Button>
          </div>
          <Tabs<PastTable>
            label={t('review.pastTables')}
            active={past}
            onActive={(name) => useReview.setState({ past: name })}
            tabs={[
              { name: 'plan', label: t('review.past.plan'), count: day.lines.length, body: <PastLines day={day} /> },
              { name: 'orders', label: t('review.past.orders'), count: day.orders.length, body: <PastOrders day={day} /> },
              { name: 'fills', label: t('review.past.fills'), count: day.fills.length, body: <PastFills day={day} /> },
              { name: 'hand', label: t('review.past.hand'), count: day.interventions.length, body: <ByHand day={day} /> },
              { name: 'risk', label: t('review.past.risk'), count: day.verdicts.length, body: <PastVerdicts day={day} /> },
              { name: 'alerts', label: t('review.past.alerts'), count: day.alerts.length + day.planWarnings.length, body: <PastAlerts day={day} /> },
            ]}
          />
          <NoteEditor about={{ kind: 'day', date: day.date, subject: '' }} />
        </>
      ) : (
        <WhyPane why={why} date={day.date} onBack={forgetWhy} onOrder={(id) => void askWhy({ kind: 'order', id })} />
      )}
    </Panel>
  );
}

interface PastDayProps {
  readonly day: PastDayRow;
}

/** Each line is a button that asks why it did, or did not do, what it was to. */
function PastLines({ day }: PastDayProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  if (day.lines.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.lines.map(({ id, name, side, state, filled, plannedQuantity, signalReason, reason }) => (
        <WhyRowButton key={id} of={{ kind: 'line', id }} name={name}>
          <SideWord side={side} />
          <span className="ellipsis">{name}</span>
          <span className="num">{`${formatQuantity(filled)} / ${formatQuantity(plannedQuantity)}`}</span>
          <span className="muted">{t(`words.lineState.${state}`)}</span>
          {filled < plannedQuantity && reason !== null && <span className="past-why warning">{describe(reason)}</span>}
          {signalReason !== '' && <span className="past-why faint">{signalReason}</span>}
        </WhyRowButton>
      ))}
    </ul>
  );
}

function PastOrders({ day }: PastDayProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  if (day.orders.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.orders.map(({ id, name, side, state, filled, quantity, avgPrice, created, reason }) => (
        <WhyRowButton key={id} of={{ kind: 'order', id }} name={name}>
          <SideWord side={side} />
          <span className="ellipsis">{name}</span>
          <span className="num">{`${formatQuantity(filled)} / ${formatQuantity(quantity)}`}</span>
          <span className="muted">{t(`words.orderState.${state}`)}</span>
          <span className="past-why faint">{`${formatClock(created)} ${filled > 0 ? formatAverage(avgPrice) : ''}`}</span>
          {reason !== null && <span className="past-why warning">{describe(reason)}</span>}
        </WhyRowButton>
      ))}
    </ul>
  );
}

function PastFills({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.fills.length === 0) return <p className="section muted">{t('review.nothing')}</p>;
  return (
    <ul className="past-rows">
      {day.fills.map(({ id, name, side, price, quantity, time }) => (
        <WhyRowButton key={id} of={{ kind: 'fill', id }} name={name}>
          <SideWord side={side} />
          <span className="ellipsis">{name}</span>
          <span className="num">{`${formatQuantity(quantity)} × ${formatPrice(price)}`}</span>
          <span className="muted">{formatClock(time)}</span>
        </WhyRowButton>
      ))}
    </ul>
  );
}

interface WhyRowButtonProps {
  readonly of: WhyOf;
  readonly name: string;
  readonly children: ReactNode;
}

function WhyRowButton({ of, name, children }: WhyRowButtonProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className="past-row past-button" aria-label={`${t(`review.whyOf.${of.kind}`)} ${name} ${of.id}`} onClick={() => void askWhy(of)}>
        {children}
      </button>
    </li>
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

/** What the rules said of the day's orders, passes left out. */
function PastVerdicts({ day }: PastDayProps) {
  const { t } = useTranslation();
  if (day.verdicts.length === 0) return <p className="section muted">{t('review.noVerdicts')}</p>;
  return (
    <ul className="past-rows">
      {day.verdicts.map(({ orderId, name, at, verdict }) => (
        <WhyRowButton key={`${orderId} ${verdict.rule}`} of={{ kind: 'order', id: orderId }} name={name}>
          <span className="muted">{formatClock(at)}</span>
          <span className="ellipsis">{name}</span>
          <span className="past-why">
            <Verdicts verdicts={[verdict]} />
          </span>
        </WhyRowButton>
      ))}
    </ul>
  );
}

function PastAlerts({ day: { alerts, planWarnings } }: PastDayProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  if (alerts.length + planWarnings.length === 0) return <p className="section muted">{t('log.noAlerts')}</p>;
  return (
    <ul className="past-rows">
      {planWarnings.map((warning) => (
        <li key={describe(warning)} className="past-row">
          <span className="muted">{t('review.past.plan')}</span>
          <span className="past-why warning selectable">{describe(warning)}</span>
        </li>
      ))}
      {alerts.map(({ seq, at, level, title, text }) => (
        <li key={seq} className="past-row">
          <span className="muted">{formatClock(at)}</span>
          <span className="ellipsis">{title[language]}</span>
          <span />
          <span className="muted">{t(`log.level.${level}`)}</span>
          <span className="past-why faint selectable">{text[language]}</span>
        </li>
      ))}
    </ul>
  );
}
