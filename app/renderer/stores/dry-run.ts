import { useCallback, useEffect, useState } from 'react';
import { type DryRunRow, type LineRow, type PlanDryRunRow, type Refusal, type Reply, type RequestPayload } from '../../preload/contract.ts';
import { bridge } from './bridge.ts';
import { useRowsValue } from './rows.ts';
import { lines, useTerminal } from './terminal.ts';

export type LineDraft = RequestPayload<'dryRun'>['draft'];

/** What a dry run came to, or why there is none; null while the first one is awaited. */
export type Answer<Row> = { readonly ok: true; readonly value: Row } | { readonly ok: false; readonly error: Refusal } | null;

/** Typing and a market that moves ask no more often than this. */
const SETTLE_MS = 200;
const MINUTE_MS = 60_000;

/** What the line would do with the draft, asked again when the line, the draft or the minute is another one. */
export function useLineDryRun(line: LineRow, draft: LineDraft): Answer<DryRunRow> {
  const { id } = line;
  const key = JSON.stringify(draft);
  const request = useCallback(() => bridge().dryRun({ id, draft: JSON.parse(key) as LineDraft }), [id, key]);
  return useAnswer(request, `${useMinute()} ${stateKey(line)}`);
}

/** What the whole plan would do, asked again when one of its lines, the pauses or the minute is another one. */
export function usePlanDryRun(): Answer<PlanDryRunRow> {
  const standing = useRowsValue(lines, (rows) => [...rows.values()].map(stateKey).join());
  return useAnswer(askPlan, `${standing} ${useMinute()}`);
}

const askPlan = (): Promise<Reply<PlanDryRunRow>> => bridge().dryRunPlan();

/** What of a line a dry run rests on. */
function stateKey({ id, state, paused, filled, plannedQuantity, style, condition }: LineRow): string {
  return JSON.stringify([id, state, paused, filled, plannedQuantity, style, condition]);
}

/** The session's minute and pauses. */
function useMinute(): string {
  return useTerminal(({ status }) => (status === null ? '' : JSON.stringify([Math.floor(status.now / MINUTE_MS), status.pauses])));
}

/** Asks anew whenever the request or the `key` of what it rests on is another one; the last answer stands until the next has come. */
function useAnswer<Row>(request: () => Promise<Reply<Row>>, key: string): Answer<Row> {
  const [answer, setAnswer] = useState<Answer<Row>>(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      void request().then((reply) => {
        if (wanted) setAnswer(reply);
      });
    }, SETTLE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [request, key]);
  return answer;
}
