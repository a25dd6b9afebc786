import { z } from 'zod';
import { encodeEvent } from '../../adapters/sqlite/event-codec.ts';
import { type ExplainedLine, type FillExplanation, type LineExplanation, type OrderExplanation } from '../../core/analytics/explain.ts';
import { formatLocalTime } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';

const looseRows = z.object({ lines: z.array(z.looseObject({ id: z.string() })) });
const looseImport = z.object({
  command: z.object({ source: z.string(), signals: z.array(z.looseObject({ instrument: z.string(), strategyId: z.string() })) }),
});

/** The chain as one document, in the journal's own words and units; each link says where the journal has it. */
export function explanationDocument({ fill, ...explanation }: FillExplanation): unknown {
  return { fill: linkOf(fill), ...orderExplanationDocument(explanation) };
}

export function orderExplanationDocument({ order, since, ticket, line }: OrderExplanation): object {
  return { order: linkOf(order), since: since.map(linkOf), ticket: ticket === null ? null : linkOf(ticket), ...causeDocument(line) };
}

export function lineExplanationDocument({ line, orders }: LineExplanation): object {
  return { orders: orders.map(({ order, since }) => ({ order: linkOf(order), since: since.map(linkOf) })), ...causeDocument(line) };
}

function causeDocument(line: ExplainedLine | null): object {
  return {
    line: line === null ? null : { ...placeOf(line.proposed), ...lineData(line), source: sourceOf(line) },
    changes: line?.changes.map(linkOf) ?? [],
    signal: line === null ? null : signalData(line),
    approvals: line?.approvals.map(({ record, by }) => ({ ...placeOf(record), by: by ?? 'policy' })) ?? [],
  };
}

function placeOf({ seq, at }: Recorded): { readonly seq: number; readonly at: string } {
  return { seq, at: formatLocalTime(at) };
}

function dataOf({ event }: Recorded): unknown {
  return JSON.parse(encodeEvent(event).data);
}

function linkOf(record: Recorded): unknown {
  return { ...placeOf(record), type: record.event.type, ...(dataOf(record) as object) };
}

/** The file that a plan came from; who asked for a line beside the plan. */
function sourceOf({ proposed: { event } }: ExplainedLine): string {
  return event.type === 'planProposed' ? event.source : event.by;
}

function lineData({ proposed, line }: ExplainedLine): object | undefined {
  return looseRows.parse(dataOf(proposed)).lines.find(({ id }) => id === line.id);
}

function signalData({ imported, signal }: ExplainedLine): unknown {
  if (imported === null || signal === null) return null;
  const { signals, source } = looseImport.parse(dataOf(imported)).command;
  const row = signals.find(({ instrument, strategyId }) => instrument === signal.instrument && strategyId === signal.strategyId);
  return { ...placeOf(imported), source, by: imported.event.by, ...row };
}
