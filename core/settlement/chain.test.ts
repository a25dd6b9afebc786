import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, chainOf } from './chain.ts';
import { combination, explainBalances } from './explain-balances.ts';

function links(opening: number, ...deltas: readonly number[]): Link[] {
  let after = opening;
  return deltas.map((delta, at) => {
    after += delta;
    return { at, delta, after, moment: '' };
  });
}

/** In the order in which they stand in a file. */
function listed(chain: readonly Link[]): Link[] {
  return chain.map((link, at) => ({ ...link, at }));
}

describe('chainOf', () => {
  it('follows balances in any order of the rows', () => {
    const rows = links(100, -30, 50, 0, -20, 5);
    expect(chainOf(rows)).toMatchObject({ opening: 100, closing: 105, gaps: [], order: 'asListed' });
    expect(chainOf(listed(rows.toReversed()))).toMatchObject({ opening: 100, closing: 105, gaps: [], order: 'newestFirst' });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 8 }).chain((deltas) => fc.shuffledSubarray(links(50, ...deltas), { minLength: deltas.length })), (shuffled) => {
        expect(chainOf(listed(shuffled))?.gaps).toEqual([]);
      }),
    );
  });

  it('names the row before which something is missing', () => {
    const [first, , third] = links(100, -30, 50, -15);
    if (first === undefined || third === undefined) throw new Error('no rows');
    expect(chainOf([first, third])).toMatchObject({ opening: 100, closing: 105, gaps: [{ at: 2, missing: 50 }] });
    expect(chainOf([])).toBeNull();
  });
});

describe('explainBalances', () => {
  const rows = links(100, -30, 50, -15);

  it('takes a break that a found difference explains for that difference', () => {
    const chain = chainOf(rows.filter(({ at }) => at !== 1));
    if (chain === null) throw new Error('no chain');
    expect(explainBalances(chain, 100, [{ of: 'missing', amount: -50 }])).toEqual({ unexplained: [], contradicted: ['missing'], atStart: [] });
    expect(explainBalances(chain, 100, []).unexplained).toEqual([{ code: 'gap', at: 2, missing: 50 }]);
  });

  it('takes a balance that the next row does not go on from for one wrong number', () => {
    const chain = chainOf(rows.map((link) => (link.at === 1 ? { ...link, after: link.after + 1 } : link)));
    if (chain === null) throw new Error('no chain');
    expect(explainBalances(chain, 100, []).unexplained).toEqual([{ code: 'balance', at: 1, stated: 121, expected: 120 }]);
    expect(explainBalances(chain, 99, []).unexplained[0]).toEqual({ code: 'opening', at: 0, ours: 99, brokers: 100, delta: -30 });
  });

  it('finds the fewest effects that sum up', () => {
    const effects = [1, 2, 3, 5].map((amount) => ({ of: amount, amount }));
    expect(combination(effects, 5)?.map(({ of }) => of)).toEqual([5]);
    expect(combination(effects, 8)?.map(({ of }) => of)).toEqual([3, 5]);
    expect(combination(effects, 12)).toBeNull();
  });
});
