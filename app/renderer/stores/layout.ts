import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Sizes of the panes in pixels, kept on this machine from start to start. */
export interface Layout {
  readonly marketWidth: number;
  readonly sideWidth: number;
  readonly booksHeight: number;
  readonly linePanelWidth: number;
}

export const useLayout = create<Layout>()(
  persist((): Layout => ({ marketWidth: 280, sideWidth: 304, booksHeight: 256, linePanelWidth: 376 }), {
    name: 'kaipan.layout',
    version: 1,
  }),
);

export function resizePane(change: Partial<Layout>): void {
  useLayout.setState(change);
}
