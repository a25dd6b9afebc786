import { useEffect, useReducer } from 'react';

/** Draws the component again every `ms`, for clocks and ages that move without news. */
export function useTick(ms: number): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(draw, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
