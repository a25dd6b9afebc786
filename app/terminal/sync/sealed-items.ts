import { type Stream } from '../../../adapters/cloud/outbox.ts';
import { type Item, type RecordedKind, equityText } from '../../../adapters/cloud/protocol.ts';
import { type AccountHistory } from '../../../adapters/sqlite/account-history.ts';
import { formatYuan } from '../../../core/kernel/decimal.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { apply } from '../../../core/oms/state/apply.ts';
import { LiveState } from '../../../core/oms/state/live-state.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { bookTexts } from '../day-output.ts';

/** Records that are applied in one go: about a millisecond, for the same thread trades. */
const STRETCH = 100;

type Books = Pick<AccountHistory, 'recordsAfter'>;

/** What of a sealed day goes up, in the order of `kinds`, made of its records a stretch at a time. */
export async function sealedItems(books: Books, stream: Stream, date: TradeDate, kinds: readonly RecordedKind[]): Promise<readonly Item[]> {
  const state = await stateOf(books, date);
  const { settled } = state;
  invariant(settled !== null, 'a sealed day was settled');
  const equity = equityText({ date, equity: formatYuan(settled.equity), cash: formatYuan(settled.cash) });
  const texts = { ...bookTexts(state), equity };
  return kinds.map((kind) => ({ kind, account: stream.account, mode: stream.mode, date, text: texts[kind] }));
}

async function stateOf(books: Books, date: TradeDate): Promise<OmsState> {
  const live = new LiveState();
  for (let after = 0; ; ) {
    const records = stretchOf(books.recordsAfter(date, after));
    for (const { seq, event, at } of records) {
      apply(live, event, at);
      after = seq;
    }
    if (records.length < STRETCH) return live;
    await new Promise(setImmediate);
  }
}

/** Not more: reading on would keep the database from being written to. */
function stretchOf(records: Iterable<Recorded>): readonly Recorded[] {
  const found: Recorded[] = [];
  for (const record of records) {
    found.push(record);
    if (found.length === STRETCH) break;
  }
  return found;
}
