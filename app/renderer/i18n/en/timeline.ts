import { type Same } from '../same.ts';
import { type timeline as zh } from '../zh/timeline.ts';

export const timeline: Same<typeof zh> = {
  title: 'Timeline',
  chart: '{{name}}: planned, filled and the market',
  planned: 'Plan',
  sent: 'Sent',
  filled: 'Filled',
  share: 'Share',
  waits: 'Waiting',
  next: 'Next',
  nextSlice: '{{time}}, at most {{quantity}}',
  left: 'Left',
  slicesLeft: 'Slices: {{count}}',
  average: 'Average price',
  overArrival: 'Over arrival (positive: in favour)',
  overVwap: 'Over market VWAP',
  overTwap: 'Over market TWAP',
  fillRate: 'Fill rate',
  participation: 'Of the market',
  duration: 'Time taken',
};
