import './BasketPanel.css';
import { useTranslation } from 'react-i18next';
import { type BasketLineRow, type BasketRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { trendClass } from '../../components/classes.ts';
import { NOTHING, formatMoney, formatPercent, formatQuantity, signed } from '../../format/number.ts';
import { formatMinute } from '../../format/time.ts';
import { dissolveBasket } from '../../stores/baskets.ts';
import { closePanel, showLine } from '../../stores/plan.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { BasketForm } from './BasketForm.tsx';

export interface BasketPanelProps {
  readonly width: number;
}

/** 篮子: the lines that are worked as one, how far each and all are, and a new one of the selected lines. */
export function BasketPanel({ width }: BasketPanelProps) {
  const { t } = useTranslation();
  const baskets = useTerminal((state) => state.baskets);
  return (
    <Panel title={t('plan.baskets')} label={t('plan.baskets')} width={width} onClose={closePanel}>
      {baskets.map((basket) => (
        <Basket key={basket.id} basket={basket} />
      ))}
      <BasketForm />
    </Panel>
  );
}

function Basket({ basket }: { readonly basket: BasketRow }) {
  const { t } = useTranslation();
  const { name, start, end, rest, tolerance, brought, paid, owed, lines } = basket;
  const window = `${start === null ? t('plan.atOnce') : formatMinute(start)}–${formatMinute(end)}`;
  const ahead = paid + owed - brought;
  return (
    <Section title={name}>
      <Facts
        facts={[
          [t('plan.basketWindow'), `${window} · ${t(`words.basketRest.${rest}`)}`],
          [t('plan.basketIn'), formatMoney(brought)],
          [t('plan.basketOut'), `${formatMoney(paid)} + ${formatMoney(owed)}`],
          [t('plan.basketAhead'), `${formatMoney(ahead)} / ${formatMoney(tolerance)}`],
          [t('plan.overArrival'), <Advantage key="arrival" rate={basket.overArrival} />],
          [t('plan.overVwap'), <Advantage key="vwap" rate={basket.overVwap} />],
        ]}
      />
      <div className="basket-line basket-head">
        <span>{t('plan.column.instrument')}</span>
        <span>{t('plan.basketProgress')}</span>
        <span>{t('plan.basketLeft')}</span>
        <span>{t('plan.overVwap')}</span>
      </div>
      {lines.map((line) => (
        <BasketLine key={line.lineId} line={line} />
      ))}
      <Button small onClick={() => void dissolveBasket(basket.id)}>
        {t('plan.dissolveBasket')}
      </Button>
    </Section>
  );
}

function BasketLine({ line }: { readonly line: BasketLineRow }) {
  const { lineId, name, side, planned, sent, filled, overVwap } = line;
  const share = (shares: number): string => `${planned === 0 ? 0 : Math.min(100, (shares / planned) * 100)}%`;
  return (
    <button type="button" className="basket-line" onClick={() => showLine(lineId)}>
      <span className="ellipsis">
        <SideWord side={side} /> {name}
      </span>
      <span>
        {formatQuantity(filled)}
        {sent > 0 && <span className="muted"> +{formatQuantity(sent)}</span>}
      </span>
      <span>{formatQuantity(planned - filled)}</span>
      <Advantage rate={overVwap} />
      <span className="basket-bar" aria-hidden="true">
        <span style={{ width: share(filled + sent) }} />
        <span className="basket-filled" style={{ width: share(filled) }} />
      </span>
    </button>
  );
}

function Advantage({ rate }: { readonly rate: number | null }) {
  if (rate === null) return <span className="faint">{NOTHING}</span>;
  return <span className={trendClass(rate)}>{signed(rate, formatPercent(rate))}</span>;
}
