import './TradePage.css';
import { useTranslation } from 'react-i18next';
import { Splitter } from '../../components/Splitter.tsx';
import { resizePane, useLayout } from '../../stores/layout.ts';
import { useRow } from '../../stores/rows.ts';
import { orders } from '../../stores/terminal.ts';
import { useTrade } from '../../stores/trade.ts';
import { AccountStrip } from './AccountStrip.tsx';
import { Books } from './Books.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Depth } from './Depth.tsx';
import { Holding } from './Holding.tsx';
import { InstrumentHead } from './InstrumentHead.tsx';
import { IntradayPane } from './IntradayPane.tsx';
import { MarketList } from './MarketList.tsx';
import { OrderPanel } from './OrderPanel.tsx';
import { Ticket } from './Ticket.tsx';

/** 交易: the market, one instrument in depth, the ticket, and the day's orders, fills and holdings. */
export function TradePage() {
  const { t } = useTranslation();
  const { marketWidth, sideWidth, booksHeight } = useLayout();
  const explained = useRow(orders, useTrade((trade) => trade.explained));
  return (
    <div className="trade">
      <div className="trade-left">
        <div className="trade-top">
          <section className="trade-market" style={{ width: marketWidth }} aria-label={t('trade.market')}>
            <MarketList width={marketWidth} />
          </section>
          <Splitter
            label={t('trade.marketWidth')}
            orientation="vertical"
            size={marketWidth}
            least={200}
            most={560}
            onSize={(width) => resizePane({ marketWidth: width })}
          />
          <section className="trade-centre" aria-label={t('trade.instrument')}>
            <InstrumentHead />
            <div className="trade-chart">
              <IntradayPane />
            </div>
          </section>
        </div>
        <Splitter
          label={t('trade.booksHeight')}
          orientation="horizontal"
          size={booksHeight}
          least={140}
          most={520}
          direction={-1}
          onSize={(height) => resizePane({ booksHeight: height })}
        />
        <section className="trade-books" style={{ height: booksHeight }} aria-label={t('trade.books')}>
          <Books />
          <AccountStrip />
        </section>
      </div>
      <Splitter
        label={t('trade.sideWidth')}
        orientation="vertical"
        size={sideWidth}
        least={272}
        most={440}
        direction={-1}
        onSize={(width) => resizePane({ sideWidth: width })}
      />
      {explained === undefined ? (
        <section className="trade-side" style={{ width: sideWidth }} aria-label={t('trade.ticket')}>
          <Depth />
          <Ticket />
          <Holding />
        </section>
      ) : (
        <OrderPanel order={explained} width={sideWidth} />
      )}
      <ConfirmDialog />
    </div>
  );
}
