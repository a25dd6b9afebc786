import { FileQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { useNow } from '../../components/useNow.ts';
import { formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { formatAge } from '../../format/time.ts';
import { useUnknownOrders } from '../../stores/gateway.ts';
import { useRow } from '../../stores/rows.ts';
import { boardOf, orders, sessionNow, useTerminal } from '../../stores/terminal.ts';
import { explainOrder } from '../../stores/trade.ts';
import { showPage } from '../../stores/ui.ts';
import { Strip } from './Strip.tsx';

const TICK_MS = 1_000;

/** Orders that were handed over and that nobody has answered for: each with its age, and what is being done. */
export function UnknownOrders() {
  const { t } = useTranslation();
  const unknown = useUnknownOrders();
  const asking = useTerminal((state) => state.status?.gateway?.state === 'reconciling' || state.status?.gateway?.state === 'connected');
  if (unknown.length === 0) return null;
  return (
    <Strip level="stop" icon={FileQuestionMark} testId="unknown-orders">
      <strong>{t('gateway.unknown', { count: unknown.length })}</strong>
      <span>{t(asking ? 'gateway.unknownAsking' : 'gateway.unknownWaiting')}</span>
      <ul className="strip-list">
        {unknown.map((id) => (
          <UnknownOrder key={id} id={id} />
        ))}
      </ul>
    </Strip>
  );
}

function UnknownOrder({ id }: { readonly id: string }) {
  useNow(TICK_MS);
  const { t } = useTranslation();
  const order = useRow(orders, id);
  if (order === undefined) return null;
  const show = (): void => {
    showPage('trade');
    explainOrder(id);
  };
  return (
    <li>
      <SideWord side={order.side} />
      <span>{order.name}</span>
      <span className="number">
        {formatQuantity(order.quantity)} × {formatPrice(order.price, priceDigits(boardOf(order.instrument)))}
      </span>
      <span className="muted">{t('gateway.unknownFor', { age: formatAge(sessionNow(useTerminal.getState()) - order.created) })}</span>
      <Button small onClick={show}>
        {t('gateway.showOrder')}
      </Button>
    </li>
  );
}
