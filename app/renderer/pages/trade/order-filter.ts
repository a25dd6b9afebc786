import { create } from 'zustand';
import { type OrderRow } from '../../../preload/contract.ts';

/** Whether the table shows only orders that can still be cancelled. */
export const useOrderFilter = create<{ readonly openOnly: boolean }>(() => ({ openOnly: false }));

export function isOpenOrder(order: OrderRow): boolean {
  return !order.final;
}
