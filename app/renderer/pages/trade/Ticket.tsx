import './Ticket.css';
import { type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrderRulesRow, type OrderType } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Select } from '../../components/Select.tsx';
import { useOnlyCancels } from '../../stores/gateway.ts';
import { useRow } from '../../stores/rows.ts';
import { instruments, useTerminal } from '../../stores/terminal.ts';
import { changeTicket, chooseSide, reviewTicket, useTicket } from '../../stores/ticket.ts';
import { useTrade } from '../../stores/trade.ts';
import { TicketCheck } from './TicketCheck.tsx';
import { PriceField, QuantityField } from './TicketFields.tsx';

/** An order by hand: written, checked while it is written, and reviewed as a whole before it is sent. */
export function Ticket() {
  const { t } = useTranslation();
  const id = useTrade((trade) => trade.instrument);
  const rules = useTrade((trade) => trade.rules);
  const instrument = useRow(instruments, id);
  const { side } = useTicket((state) => state.form);
  const allowed = useTicket(({ check }) => check.kind === 'known' && check.preview.allowed);
  const onlyCancels = useOnlyCancels();
  const ready = allowed && !onlyCancels;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (ready) void reviewTicket();
  };
  if (instrument === undefined) return null;
  return (
    <form className="ticket" aria-label={t('trade.ticket')} onSubmit={submit}>
      <Segmented
        label={t('trade.side')}
        value={side}
        wide
        choices={[
          { value: 'buy', label: t('words.side.buy'), tone: 'buy' },
          { value: 'sell', label: t('words.side.sell'), tone: 'sell' },
        ]}
        onChange={chooseSide}
      />
      <div className="ticket-head">
        <span className="ellipsis">{instrument.name}</span>
        <small>{instrument.id}</small>
      </div>
      <TypeField rules={rules} />
      <PriceField instrument={instrument} rules={rules} />
      <QuantityField instrument={instrument} rules={rules} />
      <TicketCheck />
      <Button submit tone={side} className="ticket-send" disabled={!ready}>
        {t(onlyCancels ? 'gateway.onlyCancels' : side === 'buy' ? 'trade.reviewBuy' : 'trade.reviewSell')}
      </Button>
    </form>
  );
}

interface TypeFieldProps {
  readonly rules: OrderRulesRow | null;
}

const AUCTIONS: ReadonlySet<string> = new Set(['preOpen', 'openingCall', 'openingCallFirm', 'openingPause', 'closingCall']);

/** The order types that the exchange takes in this phase. */
function TypeField({ rules }: TypeFieldProps) {
  const { t } = useTranslation();
  const type = useTicket((state) => state.form.type);
  const auction = useTerminal((state) => AUCTIONS.has(state.status?.phase?.name ?? ''));
  const types: readonly OrderType[] = (auction ? rules?.auctionTypes : rules?.continuousTypes) ?? ['limit'];
  const offered = types.includes(type) ? types : [...types, type];
  return (
    <Select
      label={t('trade.type')}
      value={type}
      choices={offered.map((value) => ({ value, label: t(`words.orderType.${value}`) }))}
      onChange={(value) => changeTicket({ type: value })}
    />
  );
}
