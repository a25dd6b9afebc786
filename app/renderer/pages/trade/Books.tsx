import './Books.css';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../components/Tabs.tsx';
import { useWide } from '../../components/useWide.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { fills, positions } from '../../stores/terminal.ts';
import { type Book, showBook, useTrade } from '../../stores/trade.ts';
import { orders } from '../../stores/terminal.ts';
import { FillsGrid } from './FillsGrid.tsx';
import { OrderActions } from './OrderActions.tsx';
import { OrdersGrid } from './OrdersGrid.tsx';
import { PositionsGrid } from './PositionsGrid.tsx';

/** From this width on, the holdings stand beside orders and fills. */
const TWO_PANES = 1600;

/** Orders, fills and holdings of the day. */
export function Books() {
  return useWide(TWO_PANES) ? <BooksInTwo /> : <BooksInOne />;
}

function useCounts() {
  const ordered = useRowsValue(orders, (rows) => rows.size);
  const filled = useRowsValue(fills, (rows) => rows.size);
  const held = useRowsValue(positions, (rows) => [...rows.values()].filter((row) => row.quantity > 0).length);
  return { ordered, filled, held };
}

function BooksInOne() {
  const { t } = useTranslation();
  const { ordered, filled, held } = useCounts();
  const book = useTrade((trade) => trade.book);
  return (
    <div className="trade-books-row books-pane">
      <Tabs<Book>
        label={t('trade.books')}
        active={book}
        onActive={showBook}
        aside={book === 'orders' ? <OrderActions /> : undefined}
        tabs={[
          { name: 'orders', label: t('trade.orders'), count: ordered, body: <OrdersGrid /> },
          { name: 'fills', label: t('trade.fills'), count: filled, body: <FillsGrid /> },
          { name: 'positions', label: t('trade.positions'), count: held, body: <PositionsGrid /> },
        ]}
      />
    </div>
  );
}

function BooksInTwo() {
  const { t } = useTranslation();
  const { ordered, filled, held } = useCounts();
  const book = useTrade((trade) => (trade.book === 'fills' ? 'fills' : 'orders'));
  return (
    <div className="trade-books-row">
      <div className="books-pane">
        <Tabs<Book>
          label={t('trade.books')}
          active={book}
          onActive={showBook}
          aside={book === 'orders' ? <OrderActions /> : undefined}
          tabs={[
            { name: 'orders', label: t('trade.orders'), count: ordered, body: <OrdersGrid narrow /> },
            { name: 'fills', label: t('trade.fills'), count: filled, body: <FillsGrid /> },
          ]}
        />
      </div>
      <div className="books-pane">
        <h2 className="books-head">
          {t('trade.positions')}
          <span className="tabs-count">{held}</span>
        </h2>
        <div className="books-body">
          <PositionsGrid />
        </div>
      </div>
    </div>
  );
}
