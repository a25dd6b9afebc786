import { type KaipanBridge } from '../../preload/contract.ts';

declare global {
  interface Window {
    readonly kaipan: KaipanBridge;
  }
}

/** The only way out of the window. */
export function bridge(): KaipanBridge {
  return window.kaipan;
}
