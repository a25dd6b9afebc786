import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type OrderRulesRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { instruments, lines, positions, useTerminal } from './terminal.ts';

export const BOOKS = ['orders', 'fills', 'positions'] as const;
export type Book = (typeof BOOKS)[number];

export interface TradeUi {
  /** The instrument that chart, depth and ticket are about. */
  readonly instrument: string | null;
  /** What the exchange asks of orders in it today; null until told. */
  readonly rules: OrderRulesRow | null;
  readonly book: Book;
  /** The order that a key press means. */
  readonly order: string | null;
  /** The order that is explained in place of depth and ticket. */
  readonly explained: string | null;
}

export const useTrade = create<TradeUi>()(
  persist((): TradeUi => ({ instrument: null, rules: null, book: 'orders', order: null, explained: null }), {
    name: 'kaipan.trade',
    version: 1,
    partialize: ({ instrument, book }) => ({ instrument, book }),
  }),
);

/** Shows why an order was made; null: depth and ticket again. */
export function explainOrder(id: string | null): void {
  useTrade.setState({ explained: id });
}

export function showBook(book: Book): void {
  useTrade.setState({ book });
}

/** Turns chart, depth and ticket to an instrument and asks for its depth, its day so far and its rules. */
export function selectInstrument(id: string): void {
  if (useTrade.getState().instrument === id) return;
  useTrade.setState({ instrument: id, rules: null });
  void watch(id);
}

async function watch(id: string): Promise<void> {
  useTerminal.setState({ watching: id, watched: null });
  const answer = await ask(bridge().watch({ instrument: id }));
  if (answer?.value == null || useTrade.getState().instrument !== id) return;
  useTerminal.setState({ watched: answer.value.watched });
  useTrade.setState({ rules: answer.value.rules });
}

function firstChoice(): string | null {
  const held = [...positions.getState().rows.values()].find((position) => position.quantity > 0);
  const planned = [...lines.getState().rows.values()][0];
  return planned?.instrument ?? held?.instrument ?? [...instruments.getState().rows.keys()][0] ?? null;
}

/** With each new market, such as the next day's, what is on screen is asked for again. Returns the stop. */
export function startWatching(): () => void {
  const resume = (): void => {
    const { instrument } = useTrade.getState();
    const known = instrument !== null && instruments.get(instrument) !== undefined;
    const wanted = known ? instrument : firstChoice();
    if (wanted === null) return;
    useTrade.setState({ instrument: wanted, rules: null });
    void watch(wanted);
  };
  return instruments.subscribe(({ change }) => {
    if (change.reset) resume();
  });
}

export async function cancelOrder(id: string): Promise<void> {
  await ask(bridge().cancelOrder({ id }));
}

/** Puts an order that was made elsewhere under a line; null: under one made for it. */
export async function takeOver(id: string, line: string | null): Promise<void> {
  await ask(bridge().takeOver({ id, line }));
}
