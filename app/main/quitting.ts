import { dialog } from 'electron';
import type { App } from 'electron';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Words } from './words.ts';

/** Whether leaving now would leave something unwatched that may still trade. */
export function hasUnfinished(state: OmsState): boolean {
  if (state.settled !== null || state.halted !== null) return false;
  if (state.openOrders.size > 0) return true;
  return [...state.lines.values()].some((line) => line.state === 'approved' || line.state === 'working');
}

/** Ends the app in order: asks first when trading is unfinished, and never asks twice. */
export class Quitting {
  readonly #app: App;
  readonly #mayAsk: () => boolean;
  readonly #words: () => Words;
  #decided = false;

  /** @param mayAsk Whether there is unfinished trading and somebody who could answer. */
  constructor(app: App, mayAsk: () => boolean, words: () => Words) {
    this.#app = app;
    this.#mayAsk = mayAsk;
    this.#words = words;
    app.on('before-quit', (event) => {
      if (this.#decided) return;
      if (!this.#mayAsk()) {
        this.#decided = true;
        return;
      }
      event.preventDefault();
      void this.#ask();
    });
  }

  /** The app is ending: a window that closes now was not closed by a person. */
  get decided(): boolean {
    return this.#decided;
  }

  /** Ends without asking: a signal from the system, or a run that nobody attends. */
  now(exitCode = 0): void {
    this.#decided = true;
    process.exitCode = exitCode;
    this.#app.quit();
  }

  async #ask(): Promise<void> {
    const words = this.#words();
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: words.quitTitle,
      detail: words.quitBody,
      buttons: [words.stay, words.quitAnyway],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) this.now();
  }
}
