import { type Same } from '../../same.ts';
import { type strategyCodes as zh } from '../../zh/codes/strategies.ts';

export const strategyCodes: Same<typeof zh> = {
  'plan.strategyNotFollowed': '{{strategy}} is not followed: its {{signals}} signals are not planned',
  'plan.strategyOff': '{{strategy}} is turned off: its {{signals}} signals are not planned',
  'strategy.needsReason': 'A reason is needed',
  'strategy.notAStrategy': '{{strategy}} is no strategy',
  'strategy.needsCapital': 'The capital must be above zero, not {{capital, money}}',
  'strategy.unchanged': 'The settings of {{strategy}} are what they were',
  'strategy.notFollowed': '{{strategy}} is not followed',
  'strategy.cannotTake': '{{strategy}} cannot take holdings over: only another followed strategy can',
  'strategy.ordersOpen': '{{strategy}} has {{orders}} orders that have not ended: cancel them first, or wait',
  'strategy.noPrice': '{{instrument}} has no price to change hands at',
  'strategy.noSignals': 'No signals of {{strategy}} have come today: nobody knows what it wants to hold',
  'strategy.awaitsSells': '{{strategy}} has {{left, money}}, too little at {{price, price}}: it waits for its own sales',
  'strategy.cashSpent': '{{strategy}} has {{left, money}}, too little at {{price, price}}; the cash of others is not spent',
  'strategy.byPerson': 'By a person: {{reason}}',
  'strategy.switched': 'Switched from {{from}} to {{to}}: {{reason}}',
  'netting.nothing': 'No lines of {{instrument}} are opposite to each other',
  'netting.notHeld': '{{strategy}} holds too little of {{instrument}} to be netted',
  'netting.byPerson': 'Netted internally: {{reason}}',
  'line.netted': '{{quantity, quantity}} shares netted internally at {{price, price}}',
  'done.strategySet': 'The settings of {{strategy}} are saved',
  'done.strategyLeft': '{{strategy}} is followed no more',
  'done.strategySwitched': 'Switched from {{from}} to {{to}}; the lines wait for their approval',
  'done.netted': '{{instrument}} was netted internally',
  'done.replanned': 'The plan was made anew',
};
