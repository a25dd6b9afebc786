import { powerSaveBlocker } from 'electron';
import { type Session } from '../terminal/session.ts';

/** Keeps the machine awake while a day is being traded: one that sleeps watches nothing. */
export class StayAwake {
  #blocker: number | null = null;

  follow(session: Pick<Session, 'state' | 'onChange'>): void {
    this.#update(session);
    session.onChange(({ records, reset }) => {
      if (records.length > 0 || reset === true) this.#update(session);
    });
  }

  #update({ state }: Pick<Session, 'state'>): void {
    const live = state.day !== null && state.settled === null && state.halted === null;
    if (live && this.#blocker === null) this.#blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (live || this.#blocker === null) return;
    powerSaveBlocker.stop(this.#blocker);
    this.#blocker = null;
  }
}
