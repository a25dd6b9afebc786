import { type RequestPayload, type StartMarks } from '../preload/contract.ts';

type MainMark = 'mainStarted' | 'appReady' | 'sessionOpen' | 'windowCreated' | 'pageLoaded';

/** When what was reached, from the moment the process began to the window being usable. */
export class StartTimes {
  readonly #began: number;
  readonly #now: () => number;
  readonly #reached = new Map<string, number>();

  /** @param began When the process began, by the same clock as `now`. */
  constructor(began: number, now: () => number) {
    this.#began = began;
    this.#now = now;
    this.reach('mainStarted');
  }

  /** Only the first time counts: a window that is opened again is not a start. */
  reach(mark: MainMark): void {
    this.#keep(mark, this.#now());
  }

  /** What the page measured. Its clock is this machine's. */
  reachUsable({ timeOrigin, firstPaint, usable }: RequestPayload<'markUsable'>): void {
    if (firstPaint !== null) this.#keep('firstPaint', timeOrigin + firstPaint);
    this.#keep('usable', timeOrigin + usable);
  }

  get marks(): StartMarks {
    const at = (mark: string): number | null => this.#reached.get(mark) ?? null;
    return {
      mainStarted: at('mainStarted') ?? 0,
      appReady: at('appReady'),
      sessionOpen: at('sessionOpen'),
      windowCreated: at('windowCreated'),
      pageLoaded: at('pageLoaded'),
      firstPaint: at('firstPaint'),
      usable: at('usable'),
    };
  }

  #keep(mark: string, moment: number): void {
    if (!this.#reached.has(mark)) this.#reached.set(mark, Math.round(moment - this.#began));
  }
}
