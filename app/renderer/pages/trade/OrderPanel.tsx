import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrderExplanation, type OrderRow, type Reply } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatAverage, formatMoney, formatPercent, formatPrice, formatQuantity, priceDigits, signed } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { bridge } from '../../stores/bridge.ts';
import { allLines, showLine } from '../../stores/plan.ts';
import { boardOf } from '../../stores/terminal.ts';
import { cancelOrder, explainOrder, takeOver } from '../../stores/trade.ts';

export interface OrderPanelProps {
  readonly order: OrderRow;
  readonly width: number;
}

/** Why this order: the signal, the quote and the rules that it rested on, and what became of it. */
export function OrderPanel({ order, width }: OrderPanelProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const answer = useExplanation(order);
  return (
    <Panel
      title={<OrderTitle order={order} />}
      label={t('trade.whyOrder')}
      width={width}
      onClose={() => explainOrder(null)}
      foot={<Actions order={order} />}
    >
      {order.reason !== null && (
        <Section title={t('trade.column.reason')}>
          <p className="warning">{describe(order.reason)}</p>
        </Section>
      )}
      <Section title={t('trade.order')}>
        <OrderFacts order={order} />
      </Section>
      {answer?.ok === false && <p className="section warning">{describe(answer.error)}</p>}
      {answer?.ok === true && <Why why={answer.value} />}
    </Panel>
  );
}

/** Asked anew whenever the order has changed; null until the first answer. */
function useExplanation({ id, updated }: OrderRow): Reply<OrderExplanation> | null {
  const [answer, setAnswer] = useState<Reply<OrderExplanation> | null>(null);
  useEffect(() => {
    let wanted = true;
    void bridge()
      .explainOrder({ id })
      .then((reply) => (wanted ? setAnswer(reply) : undefined));
    return () => {
      wanted = false;
    };
  }, [id, updated]);
  return answer;
}

interface OrderProps {
  readonly order: OrderRow;
}

function OrderTitle({ order }: OrderProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className="ellipsis">{order.name}</span>
      <SideWord side={order.side} />
      <Badge>{t(`words.orderState.${order.state}`)}</Badge>
      {order.origin === 'foreign' && <Badge tone="warning">{t('words.origin.foreign')}</Badge>}
    </>
  );
}

function OrderFacts({ order }: OrderProps) {
  const { t } = useTranslation();
  const { commission, stampTax, transferFee } = order.fees;
  return (
    <Facts
      facts={[
        [t('trade.column.order'), order.id],
        [t('trade.column.time'), formatClock(order.created)],
        [t('trade.type'), t(`words.orderType.${order.type}`)],
        [t('trade.price'), formatPrice(order.price, priceDigits(boardOf(order.instrument)))],
        [t('trade.filled'), `${formatQuantity(order.filled)} / ${formatQuantity(order.quantity)}`],
        [t('trade.avgPrice'), formatAverage(order.avgPrice)],
        [t('trade.value'), formatMoney(order.turnover)],
        [t('trade.feesPaid'), formatMoney(commission + stampTax + transferFee)],
      ]}
    />
  );
}

function Why({ why }: { readonly why: OrderExplanation }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const digits = priceDigits(boardOf(why.order.instrument));
  return (
    <>
      {why.basis !== null && (
        <Section title={t('trade.basis')}>
          <Facts
            facts={[
              [t('trade.column.time'), formatClock(why.basis.time)],
              [t('trade.column.last'), formatPrice(why.basis.last, digits)],
              [t('trade.bidAsk'), `${formatPrice(why.basis.bid, digits)} / ${formatPrice(why.basis.ask, digits)}`],
              [t('trade.slippage'), <Slippage key="slippage" rate={why.slippage} />],
            ]}
          />
        </Section>
      )}
      {why.order.origin === 'plan' && (
        <Section title={t('plan.why')}>
          <p className="selectable">{why.signalReason || t('plan.noSignalReason')}</p>
          {why.targetWeight !== null && <Facts facts={[[t('plan.target'), formatPercent(why.targetWeight)]]} />}
          {why.adjustments.map((adjustment) => (
            <p key={adjustment.code} className="warning">
              {describe(adjustment)}
            </p>
          ))}
        </Section>
      )}
      {why.verdicts.length > 0 && (
        <Section title={t('plan.checks')}>
          <Verdicts verdicts={why.verdicts} />
        </Section>
      )}
    </>
  );
}

function Slippage({ rate }: { readonly rate: number | null }) {
  if (rate === null) return '—';
  return <span className={trendClass(rate)}>{signed(rate, formatPercent(rate))}</span>;
}

function Actions({ order }: OrderProps) {
  const { t } = useTranslation();
  const { lineId } = order;
  return (
    <>
      {lineId !== null && <Button onClick={() => showLine(lineId)}>{t('trade.toLine')}</Button>}
      {!order.final && order.state !== 'pendingCancel' && (
        <Button onClick={() => void cancelOrder(order.id)}>{t('trade.cancelShort')}</Button>
      )}
      {order.origin === 'foreign' && lineId === null && !order.final && <TakeOver order={order} />}
    </>
  );
}

/** Puts an order from elsewhere under a line that fits, or under one of its own. */
function TakeOver({ order }: OrderProps) {
  const { t } = useTranslation();
  const fitting = allLines(
    (line) => line.instrument === order.instrument && line.side === order.side && (line.state === 'approved' || line.state === 'working'),
  );
  return (
    <Menu trigger={<Button tone="primary">{t('trade.takeOver')}</Button>}>
      {fitting.map(({ id, strategyId }) => (
        <MenuItem key={id} onSelect={() => void takeOver(order.id, id)}>
          {t('trade.takeOverInto', { line: id, strategy: strategyId })}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => void takeOver(order.id, null)}>{t('trade.takeOverNew')}</MenuItem>
    </Menu>
  );
}
