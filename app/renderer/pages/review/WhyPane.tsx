import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FillRow, type OrderExplanation, type WhyLineRow, type WhyRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { NOTHING, formatMoney, formatPercent, formatPrice, formatQuantity, signed } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { NoteEditor } from './notes/NoteEditor.tsx';
import { WhySteps } from './WhySteps.tsx';

export interface WhyPaneProps {
  readonly why: WhyRow;
  /** The day that it happened on. */
  readonly date: string;
  readonly onBack: () => void;
  /** Follows the chain on to an order. */
  readonly onOrder: (id: string) => void;
}

/** Why a line, an order or a fill is as it is, from the signal down to what came of it. */
export function WhyPane({ why, date, onBack, onOrder }: WhyPaneProps) {
  const { t } = useTranslation();
  const { of, name, side, line, ticketBy, order, fill, orders, steps } = why;
  const top = useRef<HTMLElement>(null);
  // The list that it was asked from may have been scrolled.
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), [of.id]);
  return (
    <article ref={top} className="why" aria-label={t(`review.whyOf.${of.kind}`)}>
      <header className="why-head">
        <Button small tone="quiet" onClick={onBack}>
          {t('review.back')}
        </Button>
        <SideWord side={side} />
        <strong className="ellipsis">{name}</strong>
        <span className="faint selectable">{of.id}</span>
      </header>
      {line !== null && <Outcome line={line} />}
      <Section title={t('plan.why')}>
        {ticketBy !== null && <p>{t('review.ticketBy', { by: ticketBy })}</p>}
        {line === null ? ticketBy === null && <p className="muted">{t('review.elsewhere')}</p> : <Signal line={line} />}
      </Section>
      {line !== null && <Sizing line={line} />}
      {order !== null && order.verdicts.length > 0 && (
        <Section title={t('plan.checks')}>
          <Verdicts verdicts={order.verdicts} brief />
        </Section>
      )}
      {order !== null && <Order explained={order} />}
      {orders.length > 0 && (
        <Section title={t('review.past.orders')}>
          {orders.map(({ id, state, filled, quantity, created }) => (
            <button key={id} type="button" className="past-row past-button" aria-label={`${t('review.whyOf.order')} ${id}`} onClick={() => onOrder(id)}>
              <span className="muted">{formatClock(created)}</span>
              <span className="ellipsis">{id}</span>
              <span className="num">{`${formatQuantity(filled)} / ${formatQuantity(quantity)}`}</span>
              <span className="muted">{t(`words.orderState.${state}`)}</span>
            </button>
          ))}
        </Section>
      )}
      {fill !== null && <Fill fill={fill} />}
      <Section title={t('review.steps')}>
        <WhySteps steps={steps} />
      </Section>
      {line !== null && <NoteEditor about={{ kind: 'line', date, subject: line.id }} />}
    </article>
  );
}

/** How the line ended, and why it did no more than it did. */
function Outcome({ line: { state, filled, plannedQuantity, reason } }: { readonly line: WhyLineRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const left = plannedQuantity - filled;
  return (
    <Section title={t('review.outcome')}>
      <p>
        {t('review.outcomeText', { state: t(`words.lineState.${state}`), filled: formatQuantity(filled), planned: formatQuantity(plannedQuantity) })}
      </p>
      {reason !== null && <p className={left > 0 ? 'warning selectable' : 'muted selectable'}>{describe(reason)}</p>}
    </Section>
  );
}

function Signal({ line }: { readonly line: WhyLineRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { signalReason, addedFor, targetWeight, strategyId, importedFrom, importedBy, signalDate } = line;
  return (
    <>
      {addedFor !== null && <p className="selectable">{describe(addedFor)}</p>}
      {addedFor === null && <p className="selectable">{signalReason || t(signalDate === null ? 'review.notNamed' : 'plan.noSignalReason')}</p>}
      <Facts
        facts={[
          [t('review.strategy'), strategyId],
          [t('plan.target'), targetWeight === null ? NOTHING : formatPercent(targetWeight)],
          [t('review.imported'), importedFrom === null ? NOTHING : [importedFrom, importedBy, signalDate].filter((part) => part !== null).join(' · ')],
        ]}
      />
    </>
  );
}

function Sizing({ line }: { readonly line: WhyLineRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const shares = { target: formatQuantity(line.targetQuantity), current: formatQuantity(line.currentQuantity), planned: formatQuantity(line.plannedQuantity) };
  return (
    <Section title={t('review.sizing')}>
      <p>{t('review.sizingText', shares)}</p>
      <p className="muted">{t('review.sizingCost', { price: formatPrice(line.refPrice), value: formatMoney(line.estValue), fees: formatMoney(line.estFees) })}</p>
      {line.adjustments.map((adjustment) => (
        <p key={adjustment.code} className="warning">{describe(adjustment)}</p>
      ))}
    </Section>
  );
}

function Order({ explained: { order, basis, slippage } }: { readonly explained: OrderExplanation }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <Section title={t('trade.order')}>
      <Facts
        facts={[
          [t('trade.column.order'), order.id],
          [t('trade.column.time'), formatClock(order.created)],
          [t('trade.type'), t(`words.orderType.${order.type}`)],
          [t('trade.price'), formatPrice(order.price)],
          [t('trade.filled'), `${formatQuantity(order.filled)} / ${formatQuantity(order.quantity)}`],
          [t('trade.bidAsk'), basis === null ? NOTHING : `${formatPrice(basis.bid)} / ${formatPrice(basis.ask)}`],
          [t('trade.slippage'), slippage === null ? NOTHING : signed(slippage, formatPercent(slippage))],
        ]}
      />
      <p className={order.reason === null ? 'muted' : 'warning selectable'}>
        {order.reason === null ? t(`words.orderState.${order.state}`) : `${t(`words.orderState.${order.state}`)}: ${describe(order.reason)}`}
      </p>
    </Section>
  );
}

function Fill({ fill }: { readonly fill: FillRow }) {
  const { t } = useTranslation();
  const { commission, stampTax, transferFee } = fill.fees;
  return (
    <Section title={t('review.fill')}>
      <Facts
        facts={[
          [t('trade.column.time'), formatClock(fill.time)],
          [t('trade.price'), formatPrice(fill.price)],
          [t('trade.column.quantity'), formatQuantity(fill.quantity)],
          [t('trade.value'), formatMoney(fill.value)],
          [t('trade.feesPaid'), formatMoney(commission + stampTax + transferFee)],
        ]}
      />
    </Section>
  );
}
