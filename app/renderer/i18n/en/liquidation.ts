import { type Same } from '../same.ts';
import { type liquidation as zh } from '../zh/liquidation.ts';

export const liquidation: Same<typeof zh> = {
  title: 'Sell out',
  scope: 'What to sell',
  all: 'All holdings',
  allAgain: 'Back to all holdings',
  only: 'Only this',
  instrument: 'Stock',
  strategy: 'Strategy',
  held: 'Held',
  quantity: 'To sell',
  price: 'Reference',
  net: 'Proceeds',
  reasons: 'Why not all of it',
  holdings: 'Holdings',
  holdingsOf: '{{sold}} of {{all}} can be sold',
  value: 'Estimated value',
  fees: 'Estimated fees',
  proceeds: 'Estimated proceeds',
  givesWay: 'Gives way',
  givesWayOf: 'Stops {{buys}} buy and {{sells}} sell lines, cancels {{orders}} orders',
  and: '; ',
  lift: ' — tick to allow sells again for this',
  typeAccount: 'Type the account {{account}} to confirm',
  confirm: 'Sell out now',
};
