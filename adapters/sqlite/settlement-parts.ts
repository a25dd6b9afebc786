import { z } from 'zod';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { RESOLUTIONS } from '../../core/oms/differences.ts';
import { idText, instrumentId, moneyText, priceText, wholeNumber } from './unit-codecs.ts';

/** What the settlement of a day is made of, as it is written. */

const sharesMoved = z.int();
const shareAdjustment = z.strictObject({ instrument: instrumentId, strategyId: idText<StrategyId>(), quantity: sharesMoved, cost: moneyText });
export const adjustment = z.strictObject({ cash: moneyText, shares: shareAdjustment.nullable() });

const foundDifference = z.strictObject({
  code: z.string(),
  about: z.string(),
  fields: z.array(z.strictObject({ name: z.string(), ours: z.string(), brokers: z.string() })),
  places: z.array(z.strictObject({ file: z.string(), line: wholeNumber })),
  correction: z.string(),
  proposal: adjustment.nullable(),
});

export const statementComparison = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), broker: z.string().nullable(), kind: z.string(), rows: wholeNumber })),
  differences: z.array(foundDifference),
  tolerated: z.array(z.strictObject({ code: z.string(), count: wholeNumber })),
  unchecked: z.array(z.string()),
});

const correctedBooks = z.strictObject({ cash: moneyText, shares: sharesMoved });

export const resolvedDifference = {
  resolution: z.enum(RESOLUTIONS),
  booked: adjustment.nullable(),
  before: correctedBooks,
  after: correctedBooks,
  mark: z.strictObject({ instrument: instrumentId, price: priceText }).nullable(),
};

export const settlementCommands = [
  z.strictObject({ type: z.literal('compareStatements'), comparison: statementComparison }),
  z.strictObject({
    type: z.literal('resolveDifference'),
    id: z.string(),
    resolution: z.enum(RESOLUTIONS),
    adjustment: adjustment.nullable(),
    reason: z.string(),
  }),
  z.strictObject({ type: z.literal('holdSeal'), held: z.boolean() }),
  z.strictObject({ type: z.literal('sealDay') }),
  z.strictObject({ type: z.literal('releaseDay'), reason: z.string() }),
] as const;
