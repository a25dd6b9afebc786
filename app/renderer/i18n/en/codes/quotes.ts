import { type Same } from '../../same.ts';
import { type quoteCodes as zh } from '../../zh/codes/quotes.ts';

export const quoteCodes: Same<typeof zh> = {
  'recorded.badFile': 'The recorded day cannot be opened. {{place}}: {{problem, refusal}}',
  'quotes.noFiles': 'the folder has no quotes file (*.quotes.csv or .csv.gz)',
  'quotes.otherDay': 'must be on {{date}}, was {{value}}',
  'quotes.timeWentBack': 'goes back from {{before}} to {{value}}',
  'quotes.totalDecreased': 'is a total of the day and cannot fall from {{before}} to {{value}}',
  'quotes.valueChanged': 'changed during the day from {{before}} to {{value}}',
  'quotes.crossedBook': 'the best bid {{value}} is above the best ask {{ask}}',
  'quotes.levelOrder': '{{value}} is not worse than the level before it, {{before}}',
  'quotes.auctionVolumes': 'the auction would match {{other}} on one side and {{value}} on the other',
  'quotes.auctionRest': 'an auction leaves a rest on one side only, was {{value}} beside one on the other',
  'quotes.overlap': 'overlaps with {{other}} in the quotes of {{instrument}}',
  'quotes.oddRows': '{{rows}} quotes of {{file}} contradict each other: {{problem, refusal}}',
};
