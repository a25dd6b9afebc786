import type { WebPreferences } from 'electron';
import { STYLE_NONCE_ARGUMENT } from '../preload/contract.ts';

/** What a window of ours is made with. Whatever else Electron offers stays at its (safe) default: see the test. */
export function webPreferences(preload: string, styleNonce: string, devTools: boolean): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    spellcheck: false,
    devTools,
    additionalArguments: [STYLE_NONCE_ARGUMENT + styleNonce],
  };
}
