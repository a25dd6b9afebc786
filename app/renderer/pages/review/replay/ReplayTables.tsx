import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../../components/Tabs.tsx';
import { DataGrid } from '../../../grid/DataGrid.tsx';
import { useDescribe } from '../../../i18n/refusal.ts';
import {
  type ReplayTable,
  askReplayWhy,
  drawPrices,
  goToEvent,
  replayEvents,
  replayLines,
  replayOrders,
  replayPositions,
  useReplay,
} from '../../../stores/replay.ts';
import { eventColumns, lineColumns, orderColumns, positionColumns } from './replay-columns.tsx';

/** The plan, orders and holdings at the moment that is shown, and all that happened on the day. */
export function ReplayTables() {
  const { t } = useTranslation();
  const table = useReplay((state) => state.table);
  const events = useReplay((state) => state.events.length);
  const { lines, orderCount, positions } = useReplay((state) => state.moment) ?? { lines: [], orderCount: 0, positions: [] };
  return (
    <div className="replay-tables">
      <Tabs<ReplayTable>
        label={t('replay.tables')}
        active={table}
        onActive={(name) => useReplay.setState({ table: name })}
        tabs={[
          { name: 'plan', label: t('review.past.plan'), count: lines.length, body: <Lines /> },
          { name: 'orders', label: t('review.past.orders'), count: orderCount, body: <Orders /> },
          { name: 'positions', label: t('replay.positions'), count: positions.length, body: <Positions /> },
          { name: 'events', label: t('replay.events'), count: events, body: <Events /> },
        ]}
      />
    </div>
  );
}

function Lines() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const columns = useMemo(() => lineColumns(t, describe), [t, describe]);
  return (
    <DataGrid
      label={t('review.past.plan')}
      store={replayLines}
      columns={columns}
      noRows={t('review.nothing')}
      small
      onFocus={({ instrument }) => void drawPrices(instrument)}
      onOpen={({ id }) => void askReplayWhy({ kind: 'line', id })}
    />
  );
}

function Orders() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const columns = useMemo(() => orderColumns(t, describe), [t, describe]);
  return (
    <DataGrid
      label={t('review.past.orders')}
      store={replayOrders}
      columns={columns}
      noRows={t('review.nothing')}
      small
      onFocus={({ instrument }) => void drawPrices(instrument)}
      onOpen={({ id }) => void askReplayWhy({ kind: 'order', id })}
    />
  );
}

function Positions() {
  const { t } = useTranslation();
  const columns = useMemo(() => positionColumns(t), [t]);
  return (
    <DataGrid
      label={t('replay.positions')}
      store={replayPositions}
      columns={columns}
      noRows={t('replay.noPositions')}
      small
      onFocus={({ instrument }) => void drawPrices(instrument)}
    />
  );
}

/** Everything of the day; the row at which the scrubber stands is marked, and another one leads there. */
function Events() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const columns = useMemo(() => eventColumns(t, describe), [t, describe]);
  const current = useReplay(({ events, happened }) => events[happened - 1]?.seq ?? null);
  return (
    <DataGrid
      label={t('replay.events')}
      store={replayEvents}
      columns={columns}
      noRows={t('review.nothing')}
      small
      current={current === null ? null : String(current)}
      onFocus={({ seq, instrument }) => {
        goToEvent(useReplay.getState().events.findIndex((event) => event.seq === seq));
        if (instrument !== '') void drawPrices(instrument);
      }}
    />
  );
}
