import { describe, expect, it } from 'vitest';
import { type PolicyJson } from '../../preload/contract.ts';
import { draftOf, kindOf, policyJsonOf } from './policy-draft.ts';

const NOBODY = { instruments: [], names: [], industries: [], boards: [] };
const SHARE = { most: '0.1', severity: 'shrink' };
const COUNT = { most: '10', severity: 'deny' };

/** Every rule is on, with numbers as text, as they are typed. */
const RULES = {
  permission: { boards: ['main', 'etf'], riskWarning: false, severity: 'deny' },
  restricted: { only: null, never: { ...NOBODY, names: ['*ST*', 'ST*'] }, severity: 'deny' },
  priceCollar: { fromLast: '0.03', fromOpposite: '0.025', severity: 'deny' },
  orderSize: { shares: '300000', value: '2000000', severity: 'shrink' },
  instrumentShare: SHARE,
  sectorShare: SHARE,
  strategyShare: SHARE,
  exposure: { ...SHARE, most: '1' },
  valueAtRisk: { confidence: '0.95', most: '0.03', mostShortfall: '0.05', severity: 'ask' },
  floatShare: SHARE,
  volumeShare: { ...SHARE, most: '0.0001' },
  newBuys: COUNT,
  orderRate: { perSecond: '20', perMinute: '300', perDay: '2000', warnShare: '0.5', severity: 'deny' },
  cancelRatio: { most: '0.5', from: '20', severity: 'ask' },
  duplicate: { window: '2.5', most: '1', severity: 'deny' },
  selfTrade: { severity: 'deny' },
  dayLoss: SHARE,
  drawdown: SHARE,
  lossStreak: COUNT,
};

const WATCH = {
  index: '000300.SH',
  atLimitDown: 'queue',
  stopLoss: {
    instrument: { at: '0.06', rearm: null, action: 'propose', execution: 'bestFive' },
    strategy: null,
    account: { at: '0.05', rearm: '0.02', action: 'alert', execution: null },
  },
  trailingStop: { instrument: null, strategy: null, account: null },
  takeProfit: { instrument: null, strategy: null, account: null },
  timeStop: { instrument: { at: '20', rearm: null, action: 'alert', execution: 'limit' }, strategy: null, account: null },
  limitBroken: { instrument: null },
  dayDrawdown: { account: null },
  limitDownCount: { market: { at: '100', rearm: '60', action: 'act', execution: 'bestFive' } },
  fallingStocks: { market: null },
  indexFall: { market: null },
};

const OFF = Object.fromEntries(Object.keys(RULES).map((rule) => [rule, null]));

function policy(rules: object, more: object = {}): PolicyJson {
  const general = { template: 'own', maxQuoteAge: '60', maxClockSkew: '5', maxOrderShare: '1' };
  return { ...general, secondPerson: { overrides: false, loosening: true }, rules: { ...OFF, ...rules }, watch: WATCH, ...more };
}

const FULL = policy(RULES);

/** What the policy becomes with `text` typed into one field. */
function typedInto(rules: object, path: string, text: string): PolicyJson {
  const draft = draftOf(policy(rules), FULL);
  return policyJsonOf({ ...draft, texts: { ...draft.texts, [path]: text } });
}

describe('a policy in the editor', () => {
  it('comes out as it went in, with every rule on or off, and what has no field kept', () => {
    expect(policyJsonOf(draftOf(FULL, FULL))).toEqual(FULL);
    expect(policyJsonOf(draftOf(policy({}), FULL))).toEqual(policy({}));
  });

  it('takes a list that names nothing for none', () => {
    const { restricted } = RULES;
    expect(typedInto({ restricted }, 'rules.restricted.never.names', ' ')).toEqual(policy({ restricted: { ...restricted, never: null } }));
    expect(typedInto({ restricted }, 'rules.restricted.never.names', 'A*，B*')).toEqual(
      policy({ restricted: { ...restricted, never: { ...NOBODY, names: ['A*', 'B*'] } } }),
    );
  });

  it.each([
    ['12.5', '0.125'],
    ['5', '0.05'],
    ['0.05', '0.0005'],
    ['100', '1'],
    ['007', '0.07'],
    [' 8 ', '0.08'],
  ])('reads %o percent as %s', (text, most) => {
    expect(typedInto({ dayLoss: SHARE }, 'rules.dayLoss.most', text)).toEqual(policy({ dayLoss: { ...SHARE, most } }));
  });

  it.each(['', '.', '5%', 'much', '-5'])('leaves %o as it was typed, for the policy to refuse', (text) => {
    expect(typedInto({ dayLoss: SHARE }, 'rules.dayLoss.most', text)).toEqual(policy({ dayLoss: { ...SHARE, most: text } }));
  });

  it('begins a rule that is turned on with the defaults', () => {
    const draft = draftOf(policy({}), FULL);
    expect(policyJsonOf({ ...draft, on: new Set([...draft.on, 'rules.lossStreak']) })).toEqual(policy({ lossStreak: COUNT }));
  });

  it('sets, re-arms and turns off a watch of one scope', () => {
    const draft = draftOf(FULL, FULL);
    const texts = { ...draft.texts, 'watch.stopLoss.account.at': '7.5', 'watch.stopLoss.account.rearm': ' ', 'watch.stopLoss.account.action': 'act' };
    const on = new Set([...draft.on].filter((part) => part !== 'watch.stopLoss.instrument'));
    const account = { at: '0.075', rearm: null, action: 'act', execution: null };
    expect(policyJsonOf({ ...draft, texts, on })).toEqual(policy(RULES, { watch: { ...WATCH, stopLoss: { instrument: null, strategy: null, account } } }));
  });

  it('knows how each setting is typed', () => {
    const paths = ['rules.exposure.most', 'rules.newBuys.most', 'maxOrderShare', 'rules.restricted.never.boards', 'watch.index', 'watch.timeStop.account.at'];
    expect(paths.map(kindOf)).toEqual(['percent', 'count', 'percent', 'boards', 'text', 'count']);
    expect(kindOf('watch.stopLoss.instrument.execution')).toBe(null);
  });
});
