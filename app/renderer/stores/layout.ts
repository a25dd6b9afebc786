import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Sizes of the panes in pixels, kept on this machine from start to start. */
export interface Layout {
  readonly marketWidth: number;
  readonly sideWidth: number;
  readonly booksHeight: number;
  readonly linePanelWidth: number;
}

/** Share of the window's height that the tables of the trade page have at first. */
const BOOKS_SHARE = 0.32;

function startLayout(): Layout {
  const booksHeight = Math.round(window.innerHeight * BOOKS_SHARE);
  return { marketWidth: 280, sideWidth: 312, booksHeight, linePanelWidth: 376 };
}

export const useLayout = create<Layout>()(
  persist(startLayout, {
    name: 'kaipan.layout',
    version: 1,
  }),
);

export function resizePane(change: Partial<Layout>): void {
  useLayout.setState(change);
}
