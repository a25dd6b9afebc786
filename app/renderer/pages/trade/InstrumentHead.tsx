import './InstrumentHead.css';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type InstrumentRow, type QuoteRow } from '../../../preload/contract.ts';
import { Changing } from '../../components/Changing.tsx';
import { classes, trendClass } from '../../components/classes.ts';
import {
  NOTHING,
  formatCompact,
  formatMoneyCompact,
  formatPercent,
  formatPrice,
  priceDigits,
  signed,
} from '../../format/number.ts';
import { changeRate } from '../../stores/market.ts';
import { useRow } from '../../stores/rows.ts';
import { useSettings } from '../../stores/settings.ts';
import { instruments, quotes } from '../../stores/terminal.ts';
import { useTrade } from '../../stores/trade.ts';

/** The selected instrument's name, price and day. */
export function InstrumentHead() {
  const id = useTrade((trade) => trade.instrument);
  const instrument = useRow(instruments, id);
  const quote = useRow(quotes, id);
  if (instrument === undefined) return <header className="instrument-head" />;
  return (
    <header className="instrument-head">
      <Name instrument={instrument} />
      <LastPrice instrument={instrument} quote={quote} />
      <DayFacts instrument={instrument} quote={quote} />
    </header>
  );
}

interface HeadProps {
  readonly instrument: InstrumentRow;
  readonly quote: QuoteRow | undefined;
}

function Name({ instrument }: { readonly instrument: InstrumentRow }) {
  const { t } = useTranslation();
  const facts = [instrument.id, t(`words.board.${instrument.board}`), instrument.industry];
  return (
    <div className="instrument-name">
      <h2>{instrument.name}</h2>
      <span>{facts.filter((fact) => fact !== null && fact !== '').join(' · ')}</span>
    </div>
  );
}

function LastPrice({ instrument, quote }: HeadProps) {
  const last = quote?.last ?? 0;
  const digits = priceDigits(instrument.board);
  const change = last === 0 ? 0 : last - instrument.prevClose;
  const rate = changeRate(last, instrument.prevClose);
  return (
    <>
      <Changing key={instrument.id} value={last} className={classes('instrument-last', trendClass(change))}>
        {formatPrice(last, digits)}
      </Changing>
      <span className={classes('instrument-change', trendClass(change))}>
        <span>{last === 0 ? '' : signed(change, change === 0 ? '0.00' : formatPrice(change, digits))}</span>
        <span>{last === 0 ? '' : signed(rate, formatPercent(rate))}</span>
      </span>
    </>
  );
}

function DayFacts({ instrument, quote }: HeadProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const price = (value: number | undefined): ReactNode => <DayPrice instrument={instrument} value={value ?? 0} />;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('trade.open'), price(quote?.open)],
    [t('trade.prevClose'), price(instrument.prevClose)],
    [t('trade.high'), price(quote?.high)],
    [t('trade.low'), price(quote?.low)],
    [t('trade.limitUp'), price(instrument.limitUp)],
    [t('trade.limitDown'), price(instrument.limitDown)],
    [t('trade.volume'), quote === undefined ? NOTHING : formatCompact(quote.volume, language)],
    [t('trade.column.turnover'), quote === undefined ? NOTHING : formatMoneyCompact(quote.turnover, language)],
  ];
  return (
    <dl className="instrument-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function DayPrice({ instrument, value }: { readonly instrument: InstrumentRow; readonly value: number }) {
  const trend = value === 0 ? 0 : value - instrument.prevClose;
  return <span className={trendClass(trend)}>{formatPrice(value, priceDigits(instrument.board))}</span>;
}
