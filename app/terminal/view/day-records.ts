import { type OrderId } from '../../../core/kernel/ids.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { type RecordRow } from '../../preload/past-day-rows.ts';
import { type Session } from '../session.ts';
import { stepRow } from './steps.ts';

/** Rows of one answer: a day's journal is given in pieces, so that none of them holds up a quote. */
export const MOST_RECORDS = 500;
/** A plan of a thousand lines is one record; nobody reads it here. */
const MOST_DETAIL = 2_000;

type Shown = Pick<Session, 'records' | 'state' | 'instruments'>;

/** The records of the day after the one with the number `after`, oldest first, at most {@link MOST_RECORDS}. */
export function recordRows(session: Shown, after: number): readonly RecordRow[] {
  const rows: RecordRow[] = [];
  for (const record of session.records(after)) {
    rows.push(recordRow(session, record));
    if (rows.length === MOST_RECORDS) break;
  }
  return rows;
}

function recordRow(session: Shown, record: Recorded): RecordRow {
  const { event } = record;
  const instrument = instrumentOf(session, event);
  const name = session.instruments.get(instrument as InstrumentId)?.name ?? '';
  const { type: _, ...facts } = event;
  const step = stepRow(record);
  return { ...step, by: step.by ?? '', instrument, name, detail: JSON.stringify(facts).slice(0, MOST_DETAIL) };
}

/** The instrument that an event is about; empty where it is about none, or about many. */
export function instrumentOf({ state }: Pick<Session, 'state'>, event: OmsEvent): string {
  if ('order' in event) return event.order.instrument;
  if ('lineId' in event) return state.lines.get(event.lineId)?.instrument ?? '';
  const id = orderOf(event);
  return id === null ? '' : (state.orders.get(id)?.instrument ?? '');
}

function orderOf(event: OmsEvent): OrderId | null {
  if ('report' in event) return event.report.orderId;
  return 'orderId' in event ? event.orderId : null;
}
