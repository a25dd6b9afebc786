import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type LiquidationScope } from '../../core/oms/command.ts';
import { type LiquidationRow, type Reply, type RequestPayload, type ScopeInput } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { liquidationRow } from '../terminal/view/liquidation.ts';
import { instrumentId, strategyId, toStyle } from './core-values.ts';
import { type Handlers } from './gate.ts';
import { type OrderTokens } from './order-tokens.ts';
import { type TradingParts } from './trading-handlers.ts';

type LiquidationRequest = 'previewLiquidation' | 'liquidate';

/** Selling out: shown in full first, and begun once at most for what was shown. */
export function liquidationHandlers(parts: Pick<TradingParts, 'session' | 'tokens' | 'access'>): Pick<Handlers, LiquidationRequest> {
  const { session, tokens } = parts;
  return {
    previewLiquidation: (input) => preview(session, tokens, input),
    liquidate: (input) => liquidate(parts, input),
  };
}

function preview(session: Session, tokens: OrderTokens, input: RequestPayload<'previewLiquidation'>): Reply<LiquidationRow> {
  const scope = toScope(input.scope);
  if (!scope.ok) return scope;
  const plan = session.previewLiquidation({ scope: scope.value, style: toStyle(input.style) });
  if (!plan.ok) return plan;
  tokens.issue(plan.value.token, { scope: input.scope, style: input.style });
  return ok(liquidationRow(session, plan.value));
}

function liquidate(
  { session, tokens, access }: Pick<TradingParts, 'session' | 'tokens' | 'access'>,
  input: RequestPayload<'liquidate'>,
): Reply<null> {
  const { scope: asked, style, liftHolds, token } = input;
  const redeemed = tokens.redeem(token, { scope: asked, style });
  if (!redeemed.ok) return redeemed;
  const scope = toScope(asked);
  if (!scope.ok) return scope;
  const done = session.command({ type: 'liquidate', scope: scope.value, style: toStyle(style), liftHolds, token }, access.actor());
  return done.ok ? ok(null) : done;
}

function toScope(scope: ScopeInput): Result<LiquidationScope, Refusal> {
  switch (scope.kind) {
    case 'all':
      return ok(scope);
    case 'strategy':
      return ok({ kind: 'strategy', strategyId: strategyId(scope.strategy) });
    case 'instruments': {
      const ids = scope.instruments.map(instrumentId);
      const bad = ids.find((id) => !id.ok);
      return bad ?? ok({ kind: 'instruments', instruments: ids.flatMap((id) => (id.ok ? [id.value] : [])) });
    }
  }
}
