/** When a frame comes; the window's own, replaced in tests. */
export interface FrameSource {
  request(callback: () => void): void;
  /** A hidden window gets no frames, so that nothing may wait for one. */
  hidden(): boolean;
}

const windowFrames: FrameSource = {
  request: (callback) => void requestAnimationFrame(callback),
  hidden: () => document.hidden,
};

export interface FrameQueue<T> {
  add(item: T): void;
  /** Hands over at once what has gathered. */
  flush(): void;
}

/** Gathers items and hands them over together, once per animation frame, or at once while the window is hidden. */
export function createFrameQueue<T>(take: (items: readonly T[]) => void, frames = windowFrames): FrameQueue<T> {
  let waiting: T[] = [];
  let asked = false;
  const flush = (): void => {
    asked = false;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    take(items);
  };
  return {
    flush,
    add: (item) => {
      waiting.push(item);
      if (frames.hidden()) flush();
      else if (!asked) {
        asked = true;
        frames.request(flush);
      }
    },
  };
}
