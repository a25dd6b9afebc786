import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type SignalsExpected, checkSignals } from './check-signals.ts';
import { type SignedSignals, type StrategySignals } from './protocol.ts';
import { contentIdOf, sign, signedSignalsText } from './signing.ts';

const KEY = 'the key of the terminal that reads';
const SIGNALS: StrategySignals = {
  strategy: 'alpha',
  date: '2025-05-30',
  tradeDate: '2025-06-03',
  madeAt: '2025-05-30T10:00:00Z',
  rows: [
    { instrument: '600519.SH', position: '0.4' },
    { instrument: '000001.SZ', position: '0.6' },
  ],
};
const EXPECTED: SignalsExpected = {
  strategy: 'alpha',
  key: KEY,
  tradeDate: '2025-06-03' as TradeDate,
  calendar: exchangeCalendar(),
  before: null,
};

function signed(more: Partial<StrategySignals> = {}): SignedSignals {
  const signals = { ...SIGNALS, ...more };
  const contentId = contentIdOf(signals);
  return { signals, contentId, signature: sign(KEY, signedSignalsText(contentId)) };
}

describe('signals of a cloud', () => {
  it('are taken when they are signed, whole and of the session before, over the weekend and the holiday', () => {
    expect(checkSignals(signed(), EXPECTED)).toEqual({ ok: true, value: SIGNALS });
    expect(checkSignals(signed(), { ...EXPECTED, before: signed().contentId }).ok).toBe(true);
  });

  it.each<[string, SignedSignals, Partial<SignalsExpected>, string]>([
    ['changed on the way', { ...signed(), signals: { ...SIGNALS, rows: [] } }, {}, 'signals.badSignature'],
    ['signed by somebody else', signed(), { key: 'another key' }, 'signals.badSignature'],
    ['of another strategy', signed({ strategy: 'beta' }), {}, 'signals.otherStrategy'],
    ['of yesterday', signed({ date: '2025-05-29', tradeDate: '2025-05-30' }), {}, 'signals.stale'],
    ['made on another day than the session before', signed({ date: '2025-05-29' }), {}, 'signals.wrongSession'],
    ['without a row', signed({ rows: [] }), {}, 'signals.incomplete'],
    ['with more than everything', signed({ rows: [...SIGNALS.rows, { instrument: '600000.SH', position: '0.1' }] }), {}, 'signals.incomplete'],
    ['with a name twice', signed({ rows: [...SIGNALS.rows.slice(0, 1), ...SIGNALS.rows.slice(0, 1)] }), {}, 'signals.incomplete'],
    ['other than those taken before', signed(), { before: 'f'.repeat(64) }, 'signals.changed'],
  ])('%s are refused', (_what, received, more, code) => {
    expect(checkSignals(received, { ...EXPECTED, ...more })).toMatchObject({ ok: false, error: { code } });
  });
});
