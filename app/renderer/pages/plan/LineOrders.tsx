import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type OrderRow } from '../../../preload/contract.ts';
import { formatAverage, formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { fills, orders } from '../../stores/terminal.ts';

export interface LineOrdersProps {
  readonly lineId: string;
}

/** The orders that worked the line so far, each with its fills. */
export function LineOrders({ lineId }: LineOrdersProps) {
  const { t } = useTranslation();
  const { rows } = useStore(orders);
  const own = [...rows.values()].filter((order) => order.lineId === lineId);
  if (own.length === 0) return <p className="muted">{t('plan.noOrdersYet')}</p>;
  return (
    <ul>
      {own.map((order) => (
        <LineOrder key={order.id} order={order} />
      ))}
    </ul>
  );
}

function LineOrder({ order }: { readonly order: OrderRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { rows } = useStore(fills);
  const own = [...rows.values()].filter((fill) => fill.orderId === order.id);
  return (
    <li className="line-order">
      <div className="line-order-head">
        <span className="muted">{formatClock(order.created)}</span>
        <span>{t(`words.orderTypeShort.${order.type}`)}</span>
        <span>{formatPrice(order.price)}</span>
        <span>
          {formatQuantity(order.filled)}/{formatQuantity(order.quantity)}
        </span>
        <span>{t(`words.orderState.${order.state}`)}</span>
      </div>
      {order.reason !== null && <p className="warning">{describe(order.reason)}</p>}
      {own.map((fill) => (
        <div key={fill.id} className="line-fill">
          <span>{formatClock(fill.time)}</span>
          <span>{formatAverage(fill.price)}</span>
          <span>{formatQuantity(fill.quantity)}</span>
        </div>
      ))}
    </li>
  );
}
