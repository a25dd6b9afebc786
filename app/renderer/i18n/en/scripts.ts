import { type Same } from '../same.ts';
import { type scripts as zh } from '../zh/scripts.ts';

export const scripts: Same<typeof zh> = {
  list: 'Scripts',
  new: 'New from an example',
  example: { 'patient-chaser': 'Patient chaser (style)', 'time-boxed': 'Time-boxed slices (style)', 'vwap-discount': 'Discount to VWAP (condition)' },
  none: 'No script is open',
  noneText: 'Choose one on the left, or begin from an example. A script must be tried on a recorded day before it may touch the account.',
  stopped: 'Stopped',
  untried: 'Not tried',
  tried: 'Tried',
  inUse: '{{count}} in use',
  changed: 'Not saved',
  save: 'Save script',
  editor: 'Code of the script',
  try: 'Try it',
  tryNow: 'Try on a recorded day',
  trying: 'Trying…',
  instrument: 'Instrument',
  notAnInstrument: 'Write a code such as 600519.SH',
  side: 'Side',
  quantity: 'Quantity',
  result: '{{date}} {{instrument}}',
  filled: '{{filled}} of {{planned}} filled',
  slippage: 'Average {{average}}, the day at {{vwap}}: better by {{slippage}}',
  orders: 'Orders of the trial',
  chart: 'Price and {{count}} orders',
};
