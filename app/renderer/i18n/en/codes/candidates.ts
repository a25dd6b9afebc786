import { type Same } from '../../same.ts';
import { type candidateCodes as zh } from '../../zh/codes/candidates.ts';

export const candidateCodes: Same<typeof zh> = {
  'candidate.suspended': '{{instrument}} is suspended',
  'candidate.atLimitUp': '{{instrument}} is locked at limit-up: {{price, price}} of {{limitUp, price}}, nobody sells',
  'candidate.noMarket': '{{instrument}} has no quotes or rules today',
  'candidate.noSeller': 'Nobody sells {{instrument}}',
  'candidate.held': '{{held, quantity}} shares are held already',
  'candidate.planned': 'Line {{line}} of today trades it already',
  'candidate.replacing': 'Cancelled to buy a candidate instead',
  'candidate.possibleAgain': 'It can be bought again: not replaced',
  'candidate.noneFits': 'None of {{looked}} candidates can be bought; the line stays',
  'candidate.standsFor': 'Stands for {{instrument}} (line {{line}}), with its approval and at most {{budget, money}}',
  'line.replaced': '{{because, sealed}} (limit-up {{limitUp, price}}): {{instrument}} is bought instead (line {{line}}), {{quantity, quantity}} shares at about {{price, price}}; budget {{budget, money}}, spent {{paid, money}}, left {{left, money}}',
  'line.budgetShort': '{{left, money}} of the budget of {{budget, money}} are left, less than one lot at {{price, price}}; waiting',
};
