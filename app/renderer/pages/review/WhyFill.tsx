import { useTranslation } from 'react-i18next';
import { type WhyFillRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { NOTHING, formatMoney, formatPercent, formatPrice, formatQuantity, signed } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { useReview } from '../../stores/review.ts';

interface WhyProps {
  readonly why: WhyFillRow;
}

/** Why there is a fill, from the signal down to it. */
export function WhyFill({ why }: WhyProps) {
  const { t } = useTranslation();
  return (
    <article aria-label={t('review.why')}>
      <Button small tone="quiet" onClick={() => useReview.setState({ why: null })}>
        {t('review.back')}
      </Button>
      <Signal why={why} />
      <Sizing why={why} />
      {why.verdicts.length > 0 && (
        <Section title={t('plan.checks')}>
          <Verdicts verdicts={why.verdicts} brief />
        </Section>
      )}
      <OrderAndFill why={why} />
    </article>
  );
}

function Signal({ why: { signalReason, targetWeight, line, ticketBy } }: WhyProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('plan.why')}>
      {ticketBy !== null && <p>{t('review.ticketBy', { by: ticketBy })}</p>}
      {line !== null && <p className="selectable">{signalReason || t('plan.noSignalReason')}</p>}
      {targetWeight !== null && <Facts facts={[[t('plan.target'), formatPercent(targetWeight)]]} />}
      {line?.importedFrom != null && <Facts facts={[[t('review.imported'), line.importedFrom]]} />}
    </Section>
  );
}

function Sizing({ why: { line, adjustments } }: WhyProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  if (line === null) return null;
  const shares = { target: formatQuantity(line.targetQuantity), current: formatQuantity(line.currentQuantity), planned: formatQuantity(line.plannedQuantity) };
  return (
    <Section title={t('review.sizing')}>
      <p>{t('review.sizingText', shares)}</p>
      {adjustments.map((adjustment) => (
        <p key={adjustment.code} className="warning">{describe(adjustment)}</p>
      ))}
      {line.approvals.map(({ at, by }) => (
        <p key={at} className="muted">{t('review.approvedBy', { time: formatClock(at), by: by ?? t('review.policy') })}</p>
      ))}
    </Section>
  );
}

function OrderAndFill({ why: { order, fill, basis, slippage } }: WhyProps) {
  const { t } = useTranslation();
  const { commission, stampTax, transferFee } = fill.fees;
  return (
    <>
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
      </Section>
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
    </>
  );
}
