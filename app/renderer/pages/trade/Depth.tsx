import './Depth.css';
import { useTranslation } from 'react-i18next';
import { type AuctionRow, type LevelRow } from '../../../preload/contract.ts';
import { Facts } from '../../components/Figure.tsx';
import { classes, trendClass } from '../../components/classes.ts';
import { NOTHING, formatPercent, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { changeRate } from '../../stores/market.ts';
import { useRow } from '../../stores/rows.ts';
import { instruments, useTerminal } from '../../stores/terminal.ts';
import { changeTicket, priceText } from '../../stores/ticket.ts';
import { useTrade } from '../../stores/trade.ts';

const LEVELS = [0, 1, 2, 3, 4] as const;

/** Five levels of each side; a press on a level puts its price on the ticket. */
export function Depth() {
  const { t } = useTranslation();
  const id = useTrade((trade) => trade.instrument);
  const watched = useTerminal((state) => state.watched);
  const shown = watched?.instrument === id ? watched : null;
  if (shown?.auction != null) return <Auction auction={shown.auction} />;
  const [bids, asks] = [shown?.bids ?? [], shown?.asks ?? []];
  const largest = Math.max(1, ...[...bids, ...asks].map((level) => level.volume));
  return (
    <section className="depth" aria-label={t('trade.depth')}>
      {LEVELS.toReversed().map((at) => (
        <Level key={`ask-${at}`} side="ask" at={at} level={asks[at]} largest={largest} />
      ))}
      <Spread bid={bids[0]} ask={asks[0]} />
      {LEVELS.map((at) => (
        <Level key={`bid-${at}`} side="bid" at={at} level={bids[at]} largest={largest} />
      ))}
    </section>
  );
}

interface LevelProps {
  readonly side: 'ask' | 'bid';
  readonly at: number;
  readonly level: LevelRow | undefined;
  readonly largest: number;
}

function Level({ side, at, level, largest }: LevelProps) {
  const { t } = useTranslation();
  const instrument = useRow(instruments, useTrade((trade) => trade.instrument));
  const name = t(side === 'ask' ? 'trade.askLevel' : 'trade.bidLevel', { level: at + 1 });
  if (level === undefined || instrument === undefined) {
    return (
      <button type="button" className="depth-row" disabled>
        <span>{name}</span>
        <span className="faint">{NOTHING}</span>
        <span />
      </button>
    );
  }
  return (
    <button
      type="button"
      className="depth-row"
      tabIndex={at === 0 ? 0 : -1}
      onClick={() => changeTicket({ type: 'limit', price: priceText(level.price) })}
    >
      <span>{name}</span>
      <span className={trendClass(level.price - instrument.prevClose)}>
        {formatPrice(level.price, priceDigits(instrument.board))}
      </span>
      <span>{formatQuantity(level.volume)}</span>
      <span
        className={classes('depth-bar', `depth-bar-${side}`)}
        style={{ width: `${(level.volume / largest) * 40}%` }}
      />
    </button>
  );
}

interface SpreadProps {
  readonly bid: LevelRow | undefined;
  readonly ask: LevelRow | undefined;
}

function Spread({ bid, ask }: SpreadProps) {
  const { t } = useTranslation();
  const known = bid !== undefined && ask !== undefined;
  return (
    <div className="depth-spread">
      <span className="faint">{t('trade.spread')}</span>
      <span className="muted">
        {known ? `${formatPrice(ask.price - bid.price)}  ${formatPercent(changeRate(ask.price, bid.price))}` : NOTHING}
      </span>
    </div>
  );
}

/** What the call auction would do now. */
function Auction({ auction }: { readonly auction: AuctionRow }) {
  const { t } = useTranslation();
  const { unmatchedSide } = auction;
  const rest = unmatchedSide === null ? '' : ` ${t(`words.side.${unmatchedSide}`)}`;
  return (
    <section className="depth depth-auction" aria-label={t('trade.auction')}>
      <h3 className="faint">{t('trade.auction')}</h3>
      <Facts
        facts={[
          [t('trade.auctionPrice'), formatPrice(auction.price)],
          [t('trade.auctionMatched'), formatQuantity(auction.matched)],
          [t('trade.auctionUnmatched'), formatQuantity(auction.unmatched) + rest],
        ]}
      />
    </section>
  );
}
