import { expect, it } from 'vitest';
import { bareInstrument } from '../../market/instrument.ts';
import { type Change, FINE, codeOf, policyWith, STOCK } from '../context.fixture.ts';
import { type InstrumentList, restricted } from './restricted.ts';

const EMPTY = { instruments: [], industries: [], boards: [], names: [] } as const;

function never(list: Partial<InstrumentList>): Change {
  return policyWith({ restricted: { only: null, never: { ...EMPTY, ...list }, severity: 'deny' } });
}

function only(list: Partial<InstrumentList>): Change {
  return policyWith({ restricted: { only: { ...EMPTY, ...list }, never: null, severity: 'deny' } });
}

function named(name: string): Change {
  return { reference: { ...FINE.reference, instrument: { ...bareInstrument(STOCK), name, industry: '家电' } } };
}

it.each<[string, Change, string | undefined]>([
  ['no lists', {}, undefined],
  ['banned by its code', never({ instruments: [STOCK] }), 'restricted.never'],
  ['banned, sold', { ...never({ instruments: [STOCK] }), order: { side: 'sell' } }, undefined],
  ['banned by its board', never({ boards: ['main'] }), 'restricted.never'],
  ['banned by its industry', { ...named('美的集团'), ...never({ industries: ['家电'] }) }, 'restricted.never'],
  ['banned by the head of its name', { ...named('*ST美的'), ...never({ names: ['*ST*'] }) }, 'restricted.never'],
  ['banned by the end of its name', { ...named('美的退'), ...never({ names: ['*退'] }) }, 'restricted.never'],
  ['banned by the middle of its name', { ...named('美的集团'), ...never({ names: ['美*集*'] }) }, 'restricted.never'],
  ['a name that only resembles', { ...named('美的'), ...never({ names: ['美的*集', '的'] }) }, undefined],
  ['a pattern longer than the name', { ...named('美'), ...never({ names: ['美*美'] }) }, undefined],
  ['another code banned', never({ instruments: ['600519.SH' as never] }), undefined],
  ['on the list of what may be bought', only({ instruments: [STOCK] }), undefined],
  ['not on it', only({ boards: ['star'] }), 'restricted.notListed'],
])('the lists: %s', (_, change, expected) => {
  expect(codeOf(restricted, change)).toBe(expected);
});
