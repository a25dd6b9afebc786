import { useTranslation } from 'react-i18next';
import { type InstrumentRow, type OrderRulesRow, type Side } from '../../../preload/contract.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { type Means, fractionQuantity, stepPrice, stepQuantity } from '../../stores/quantity.ts';
import { useRow } from '../../stores/rows.ts';
import { positions, quotes, useTerminal } from '../../stores/terminal.ts';
import { changeTicket, priceText, readPrice, readQuantity, startPrice, useTicket } from '../../stores/ticket.ts';

export interface TicketFieldProps {
  readonly instrument: InstrumentRow;
  readonly rules: OrderRulesRow | null;
}

const DEFAULT_TICK = 100;
const FRACTIONS = [
  ['1/4', 1 / 4],
  ['1/3', 1 / 3],
  ['1/2', 1 / 2],
] as const;

/** The limit price with its ticks, and the day's limits and the last price one press away. */
export function PriceField({ instrument, rules }: TicketFieldProps) {
  const { t } = useTranslation();
  const { type, price: text, side } = useTicket((state) => state.form);
  const last = useRow(quotes, instrument.id)?.last ?? 0;
  const market = type !== 'limit';
  const { limitUp, limitDown } = instrument;
  const price = readPrice(text);
  const step = (steps: number): void => {
    const from = price ?? startPrice(instrument.id, side);
    changeTicket({ price: priceText(stepPrice(from, steps, rules?.tick ?? DEFAULT_TICK, limitDown, limitUp)) });
  };
  return (
    <div>
      <NumberField
        label={t('trade.price')}
        unit={t('common.yuan')}
        text={market ? '' : text}
        placeholder={market ? t('trade.marketPrice') : ''}
        disabled={market}
        onText={(typed) => changeTicket({ price: typed })}
        onStep={step}
        problem={!market && text.trim() !== '' && price === null ? t('trade.notAPrice') : null}
      />
      <div className="ticket-hints">
        <PriceHint label={t('trade.limitDownShort')} price={limitDown} instrument={instrument} disabled={market} />
        <PriceHint label={t('trade.lastShort')} price={last} instrument={instrument} disabled={market} />
        <PriceHint label={t('trade.limitUpShort')} price={limitUp} instrument={instrument} disabled={market} />
      </div>
    </div>
  );
}

interface PriceHintProps {
  readonly label: string;
  readonly price: number;
  readonly instrument: InstrumentRow;
  readonly disabled: boolean;
}

function PriceHint({ label, price, instrument, disabled }: PriceHintProps) {
  return (
    <button
      type="button"
      className="ticket-hint"
      disabled={disabled || price === 0}
      onClick={() => changeTicket({ price: priceText(price) })}
    >
      {label} {formatPrice(price, priceDigits(instrument.board))}
    </button>
  );
}

/** The number of shares in lots, or as a part of what can be bought or sold. */
export function QuantityField({ instrument, rules }: TicketFieldProps) {
  const { t } = useTranslation();
  const { quantity: text, side } = useTicket((state) => state.form);
  const means = useMeans(instrument, rules);
  const quantity = readQuantity(text);
  const most = means === null ? 0 : fractionQuantity(1, means);
  const set = (shares: number): void => changeTicket({ quantity: shares > 0 ? String(shares) : '' });
  return (
    <div>
      <NumberField
        id="ticket-quantity"
        label={t('trade.quantity')}
        unit={t('common.shares')}
        text={text}
        onText={(typed) => changeTicket({ quantity: typed })}
        onStep={rules === null ? null : (steps) => set(stepQuantity(quantity ?? 0, steps, side, rules))}
        problem={text.trim() !== '' && quantity === null ? t('trade.notAQuantity') : null}
      />
      <div className="ticket-hints">
        {FRACTIONS.map(([label, fraction]) => (
          <button
            key={label}
            type="button"
            className="ticket-hint"
            disabled={means === null}
            onClick={() => means !== null && set(fractionQuantity(fraction, means))}
          >
            {label}
          </button>
        ))}
        <button type="button" className="ticket-hint" disabled={most === 0} onClick={() => set(most)}>
          {t('common.all')}
        </button>
      </div>
      <p className="ticket-room">
        <span>{t(side === 'buy' ? 'trade.canBuy' : 'trade.canSell', { quantity: formatQuantity(most) })}</span>
        {rules !== null && <LotRule rules={rules} side={side} />}
      </p>
    </div>
  );
}

interface LotRuleProps {
  readonly rules: OrderRulesRow;
  readonly side: Side;
}

function LotRule({ rules, side }: LotRuleProps) {
  const { t } = useTranslation();
  const { buyMin, buyStep, sellMin, sellStep, settlement } = rules;
  const [least, step] = side === 'buy' ? [buyMin, buyStep] : [sellMin, sellStep];
  return <span>{t('trade.lot', { least, step, settlement })}</span>;
}

/** What the quantity is reckoned from; null until price and rules are known. */
function useMeans(instrument: InstrumentRow, rules: OrderRulesRow | null): Means | null {
  const { price: text, side, type } = useTicket((state) => state.form);
  const available = useTerminal((state) => state.account?.available ?? 0);
  const sellable = useRow(positions, instrument.id)?.sellable ?? 0;
  const worst = instrument.limitUp || startPrice(instrument.id, side);
  const price = type === 'limit' ? (readPrice(text) ?? 0) : worst;
  return rules === null ? null : { side, price, available, sellable, rules };
}
