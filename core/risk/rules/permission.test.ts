import { expect, it } from 'vitest';
import { bareInstrument } from '../../market/instrument.ts';
import { type Change, FINE, STOCK, codeOf, policyWith } from '../context.fixture.ts';
import { permission } from './permission.ts';

const ONLY_STAR = policyWith({ permission: { boards: ['star'], riskWarning: true, severity: 'deny' } });
const NO_ST = policyWith({ permission: { boards: ['main'], riskWarning: false, severity: 'deny' } });
const ST = { reference: { ...FINE.reference, instrument: { ...bareInstrument(STOCK), st: true } } };

it.each<[string, Change, string | undefined]>([
  ['no rule', {}, undefined],
  ['its board', NO_ST, undefined],
  ['another board', ONLY_STAR, 'permission.board'],
  ['another board, sold', { ...ONLY_STAR, order: { side: 'sell' } }, undefined],
  ['risk warning', { ...NO_ST, ...ST }, 'permission.riskWarning'],
  ['risk warning, sold', { ...NO_ST, ...ST, order: { side: 'sell' } }, undefined],
])('permission: %s', (_, change, expected) => {
  expect(codeOf(permission, change)).toBe(expected);
});
