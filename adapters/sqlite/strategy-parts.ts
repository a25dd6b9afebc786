import { z } from 'zod';
import { actor, followedStrategy, refusal, strategyId } from './event-parts.ts';
import { instrumentId, moneyText, priceText, shares } from './unit-codecs.ts';

/** What is written of the strategies that an account follows. */

const purse = z.strictObject({ strategyId, allotted: moneyText, cash: moneyText, high: moneyText });
export const strategyCarry = z.strictObject({ followed: z.array(followedStrategy), purses: z.array(purse) });

const asked = { reason: refusal, by: actor };

export const strategyEvents = [
  z.strictObject({ type: z.literal('strategyFollowed'), strategy: followedStrategy, before: followedStrategy.nullable(), cash: moneyText, ...asked }),
  z.strictObject({ type: z.literal('strategyUnfollowed'), strategy: followedStrategy, ...asked }),
  z.strictObject({ type: z.literal('lotsTransferred'), instrument: instrumentId, from: strategyId, to: strategyId, quantity: shares, price: priceText, ...asked }),
] as const;
