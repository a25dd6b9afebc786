import type Database from 'better-sqlite3';
import { z } from 'zod';
import { invariant } from '../../core/kernel/invariant.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { decodeEvent } from './event-codec.ts';

/** Somebody followed a strategy, changed how it is followed, or left it, on whatever day. */
export interface StrategyChange {
  readonly seq: number;
  readonly at: EpochMs;
  readonly event: Extract<OmsEvent, { type: 'strategyFollowed' | 'strategyUnfollowed' }>;
}

export const CHANGES_QUERY = "SELECT seq, at, type, body FROM journal WHERE type IN ('strategyFollowed', 'strategyUnfollowed') ORDER BY seq";

const changeRow = z.strictObject({ seq: z.int(), at: z.int(), type: z.string(), body: z.string() });

/** Every change, oldest first. The journal is where they are kept; there is no second copy. */
export function strategyChanges(database: Database.Database): readonly StrategyChange[] {
  return database.prepare(CHANGES_QUERY).all().map((row) => changeOf(changeRow.parse(row)));
}

function changeOf({ seq, at, type, body }: z.output<typeof changeRow>): StrategyChange {
  const decoded = decodeEvent(type, JSON.parse(body));
  invariant(decoded.ok && (decoded.value.type === 'strategyFollowed' || decoded.value.type === 'strategyUnfollowed'), `journal record ${seq} can be read`);
  return { seq, at: at as EpochMs, event: decoded.value };
}
