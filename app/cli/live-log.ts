import { type Refusal } from '../../core/kernel/result.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type GatewaySession } from '../terminal/gateway-session.ts';
import { type CliIo } from './io.ts';

/** How a day at a gateway stood when it ended. */
export interface LiveSummary {
  readonly sealed: boolean;
  readonly lines: number;
  readonly orders: Readonly<Record<string, number>>;
  readonly fills: number;
  /** What differs from the broker's records; empty where nothing does. */
  readonly differences: readonly unknown[];
}

/** Tells on stderr whatever changes in how a terminal stands with its gateway. */
export class LiveLog {
  /** Settles when the gateway will not have us: another login, day or version is needed. */
  readonly hopeless: Promise<void>;
  readonly #io: CliIo;
  readonly #last = new Map<string, string>();
  #refused: Refusal | null = null;
  #giveUp: () => void = () => undefined;

  constructor(io: CliIo) {
    this.#io = io;
    this.hopeless = new Promise((resolve) => {
      this.#giveUp = resolve;
    });
  }

  get refused(): Refusal | null {
    return this.#refused;
  }

  look({ run, failure }: GatewaySession): void {
    this.#tell('journal', failure === null ? 'journal: written' : text(failure));
    if (run === null) return;
    const { link, engine } = run;
    this.#tell('link', 'reason' in link ? `gateway: ${link.kind}, ${text(link.reason)}` : `gateway: ${link.kind}`);
    this.#tell('books', booksText(engine.state));
    this.#tell('unknown', unknownText(engine.state));
    if (engine.state.halted !== null) this.#tell('halted', `halted: ${text(engine.state.halted)}`);
    if (link.kind !== 'refused' || this.#refused !== null) return;
    this.#refused = link.reason;
    this.#giveUp();
  }

  summary({ run }: GatewaySession): LiveSummary {
    return run === null ? NOTHING_KNOWN : summaryOf(run.engine.state);
  }

  #tell(what: string, line: string): void {
    if (this.#last.get(what) === line || (line === '' && !this.#last.has(what))) return;
    this.#last.set(what, line);
    if (line !== '') this.#io.stderr(`${line}\n`);
  }
}

/** The journal cannot be read now. */
const NOTHING_KNOWN: LiveSummary = { sealed: false, lines: 0, orders: {}, fills: 0, differences: [] };

function summaryOf({ sealed, lines, orders, fills, settled, unreconciled }: OmsState): LiveSummary {
  const counts: Record<string, number> = {};
  for (const { state } of orders.values()) counts[state] = (counts[state] ?? 0) + 1;
  const differences = settled?.differences ?? unreconciled?.differences ?? [];
  return { sealed, lines: lines.size, orders: counts, fills: fills.length, differences };
}

function booksText({ unreconciled }: OmsState): string {
  if (unreconciled === null) return "books: equal to the broker's; trading";
  const { reason, differences } = unreconciled;
  const rows = differences.map(({ what, key, ours, brokers }) => `\n  ${what} ${key}: ${ours} here, ${brokers} at the broker`);
  const choices = rows.length === 0 ? '' : '\n  end this and start again with --accept REASON to go on all the same, or have the broker correct it';
  return `books: ${text(reason)}; nothing new is sent${rows.join('')}${choices}`;
}

function unknownText({ orders, openOrders }: OmsState): string {
  const unknown = [...openOrders].filter((id) => orders.get(id)?.state === 'unknown');
  return unknown.length === 0 ? '' : `unknown: ${unknown.join(', ')}; the broker's records decide, nothing is sent again`;
}

function text({ code, params }: Refusal): string {
  const parts = Object.entries(params).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? code : `${code} (${parts.join(', ')})`;
}
