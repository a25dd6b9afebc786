import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type OrderRow } from '../../../preload/contract.ts';
import { Empty } from '../../components/Empty.tsx';
import { Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { orders } from '../../stores/terminal.ts';
import { explainOrder } from '../../stores/trade.ts';
import { showPage } from '../../stores/ui.ts';

/** What the gate kept from leaving today, the latest first; pressing one shows every rule's word on it. */
export function DeniedOrders() {
  const { t } = useTranslation();
  const { rows } = useStore(orders);
  const denied = [...rows.values()].filter(({ state }) => state === 'denied').toReversed();
  return (
    <Section title={`${t('risk.denied')} ${denied.length === 0 ? '' : denied.length}`}>
      {denied.length === 0 ? (
        <Empty title={t('risk.noneDenied')} text={t('risk.noneDeniedText')} />
      ) : (
        <ul className="denied" aria-label={t('risk.denied')}>
          {denied.map((order) => (
            <Denied key={order.id} order={order} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Denied({ order }: { readonly order: OrderRow }) {
  const describe = useDescribe();
  const open = (): void => {
    showPage('trade');
    explainOrder(order.id);
  };
  return (
    <li>
      <button type="button" className="denied-order" onClick={open}>
        <span className="denied-head">
          <span className="muted">{formatClock(order.created)}</span>
          <span className="ellipsis">{order.name}</span>
          <SideWord side={order.side} />
          <span>
            {formatQuantity(order.quantity)} @ {formatPrice(order.price)}
          </span>
        </span>
        {order.reason !== null && <span className="warning">{describe(order.reason)}</span>}
      </button>
    </li>
  );
}
