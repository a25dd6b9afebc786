import { beforeEach, expect, it } from 'vitest';
import { type RequestPayload } from '../preload/contract.ts';
import { FakeSession } from '../terminal/view/session.fixture.ts';
import { AccessDesk } from './access/access.fixture.ts';
import { liquidationHandlers } from './liquidation-handlers.ts';
import { OrderTokens } from './order-tokens.ts';

const shown: RequestPayload<'previewLiquidation'> = { scope: { kind: 'all' }, style: { style: 'bestFive', rest: 'cancel', bound: 5_000_000 } };
let session: FakeSession;
let handlers: ReturnType<typeof liquidationHandlers>;

beforeEach(() => {
  session = new FakeSession();
  handlers = liquidationHandlers({ session, tokens: new OrderTokens(() => 0), access: new AccessDesk().access });
});

async function token(): Promise<string> {
  const preview = await handlers.previewLiquidation(shown);
  return preview.ok ? preview.value.token : '';
}

it('begins once what was shown, however often it is confirmed', async () => {
  const once = { ...shown, liftHolds: false, token: await token() };
  const begun = await Promise.all([handlers.liquidate(once), handlers.liquidate(once)]);
  expect(begun.map(({ ok }) => ok)).toEqual([true, false]);
  expect(session.commands.map(({ command }) => command.type)).toEqual(['liquidate']);
});

it('begins nothing else than what was shown', async () => {
  const other = { ...shown, scope: { kind: 'strategy' as const, strategy: 'alpha' }, liftHolds: false, token: await token() };
  expect(await handlers.liquidate(other)).toMatchObject({ error: { code: 'ticket.changed' } });
  expect(session.commands).toEqual([]);
});

it('refuses an instrument that no exchange has', async () => {
  const unknown = { ...shown, scope: { kind: 'instruments' as const, instruments: ['000001.SZ', '999999.SH'] } };
  expect(await handlers.previewLiquidation(unknown)).toMatchObject({ error: { code: 'instrument.unknownCode' } });
});
