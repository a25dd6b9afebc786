import { create } from 'zustand';

export const PAGES = ['plan', 'trade', 'risk', 'scripts', 'log', 'review', 'settlement', 'sync', 'strategies'] as const;
export type Page = (typeof PAGES)[number];

/** What lies over the page; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'stop' | 'liquidation' | 'gateway' | null;

export interface Ui {
  readonly page: Page;
  readonly overlay: Overlay;
}

export const useUi = create<Ui>(() => ({ page: 'plan', overlay: null }));

export function showPage(page: Page): void {
  useUi.setState({ page, overlay: null });
}

export function showOverlay(overlay: Overlay): void {
  useUi.setState({ overlay });
}
