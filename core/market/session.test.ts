import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { rulesFor } from './market.fixture.ts';
import { SESSIONS } from './rule-tables/sessions.ts';
import { type Phase } from './rules.ts';
import { phaseAfter, phaseAt } from './session.ts';

const SHANGHAI = rulesFor('600519.SH', '2024-05-06');
const SHENZHEN = rulesFor('000333.SZ', '2024-05-06');
const STAR = rulesFor('688981.SH', '2024-05-06');

function may(phase: Phase): string {
  return [phase.name, phase.entry ? 'enter' : '', phase.cancel ? 'cancel' : '', phase.matching]
    .filter(Boolean)
    .join(' ');
}

describe('phaseAt', () => {
  it.each([
    ['00:00:00', 'preOpen none'],
    ['09:14:59', 'preOpen none'],
    ['09:15:00', 'openingCall enter cancel auction'],
    ['09:19:59', 'openingCall enter cancel auction'],
    ['09:20:00', 'openingCallFirm enter auction'],
    ['09:25:00', 'openingPause none'],
    ['09:30:00', 'morning enter cancel continuous'],
    ['11:29:59', 'morning enter cancel continuous'],
    ['11:30:00', 'lunch none'],
    ['13:00:00', 'afternoon enter cancel continuous'],
    ['14:56:59', 'afternoon enter cancel continuous'],
    ['14:57:00', 'closingCall enter auction'],
    ['15:00:00', 'closed none'],
    ['23:59:59', 'closed none'],
  ])('Shanghai at %s: %s', (time, phase) => {
    expect(may(phaseAt(SHANGHAI, timeOfDay(time)))).toBe(phase);
  });

  it('lets Shenzhen take orders and cancels before continuous trading', () => {
    expect(may(phaseAt(SHENZHEN, timeOfDay('09:27:00')))).toBe('openingPause enter cancel none');
  });

  it('has a fixed-price session on STAR that takes orders and cancels', () => {
    expect(may(phaseAt(STAR, timeOfDay('15:04:59')))).toBe('closed none');
    expect(may(phaseAt(STAR, timeOfDay('15:05:00')))).toBe('afterHours enter cancel fixedPrice');
    expect(may(phaseAt(STAR, timeOfDay('15:30:00')))).toBe('closed none');
  });
});

describe('phaseAfter', () => {
  it('is what a countdown runs to', () => {
    expect(phaseAfter(SHANGHAI, timeOfDay('12:00:00'))?.name).toBe('afternoon');
    expect(phaseAfter(STAR, timeOfDay('15:01:00'))?.name).toBe('afterHours');
    expect(phaseAfter(SHANGHAI, timeOfDay('16:00:00'))).toBeNull();
  });
});

describe('every day of the table', () => {
  it('is tiled from midnight to midnight without a gap', () => {
    for (const { rule } of SESSIONS) {
      expect(rule.value[0]?.from).toBe(0);
      expect(rule.value.at(-1)?.until).toBe(86_400_000);
      rule.value.reduce((earlier, later) => {
        expect(later.from).toBe(earlier.until);
        return later;
      });
      for (const phase of rule.value) expect(phase.from).toBeLessThan(phase.until);
    }
  });

  it('puts each moment into the one phase that holds it', () => {
    fc.assert(
      fc.property(fc.constantFrom(SHANGHAI, SHENZHEN, STAR), fc.integer({ min: 0, max: 86_399_999 }), (rules, time) => {
        const phase = phaseAt(rules, time as TimeOfDay);
        expect(phase.from <= time && time < phase.until).toBe(true);
      }),
    );
  });

  it('matches only where something could have been entered, and takes no cancels without entries', () => {
    const wrong = SESSIONS.flatMap(({ rule }) => rule.value).filter(
      ({ entry, cancel, matching }) => !entry && (cancel || matching === 'auction' || matching === 'continuous'),
    );
    expect(wrong).toEqual([]);
  });
});
