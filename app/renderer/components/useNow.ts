import { useEffect, useState } from 'react';

/** The wall clock, drawn again every `ms`, for clocks and ages that move without news. */
export function useNow(ms: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
}
