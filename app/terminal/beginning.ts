import { type AccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { policyVersions } from '../../adapters/sqlite/policy-versions.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type ApprovalMode, type TradingConfig } from '../../core/oms/config.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { type StrategyCarry } from '../../core/oms/strategy/followed.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { dividendTaxOf } from '../../core/settlement/tax.ts';
import { type RiskPolicy } from '../../core/risk/policy.ts';
import { type MarketDay } from './paper-market.ts';

/** What a day is begun with: the holdings, how plans are approved, the risk policy, and which version of the account's own that is. */
export interface Beginning {
  readonly opening: OpeningAccount;
  readonly approval: ApprovalMode;
  readonly policy: RiskPolicy;
  readonly version?: number;
  /** What the watches bring over from the day before. */
  readonly watches?: WatchCarry | undefined;
  /** Whether each day waits for a person to seal it. */
  readonly sealHeld?: boolean;
  /** What the account's strategies bring over; left out: nothing. */
  readonly strategies?: StrategyCarry | undefined;
}

/** A new account's first day. */
export function firstBeginning({ opening, config, watches }: MarketDay): Beginning {
  return { opening, approval: config.plan.approval, policy: config.risk, watches };
}

/** What a day that is in the journal was begun with. */
export function beginningOf(database: AccountDatabase, date: TradeDate): Result<Beginning, Refusal> {
  const journal = database.journal(date);
  if (!journal.ok) return journal;
  const [first] = journal.value.read();
  if (first?.event.type !== 'dayOpened') return refuse('session.noOpening', { date });
  const { opening, config, policyVersion, watches, sealHeld = false, strategies } = first.event;
  return ok({
    opening,
    approval: config.plan.approval,
    policy: config.risk,
    watches,
    sealHeld,
    strategies,
    ...(policyVersion === undefined ? {} : { version: policyVersion }),
  });
}

/** What the day after `date`, which is over, begins with. */
export function beginningAfter(database: AccountDatabase, date: TradeDate): Result<Beginning, Refusal> {
  const journal = database.journal(date);
  if (!journal.ok) return journal;
  const ended = rebuild(journal.value.read());
  const { ledger, watches, sealHeld, day, strategies, settled } = ended;
  if (day === null) return refuse('session.noOpening', { date });
  const policy = policyVersions(database.connection).at(-1) ?? { policy: day.config.risk };
  return ok({
    ...policy,
    approval: day.config.plan.approval,
    opening: carryForward(ledger, dividendTaxOf(ended).parcels),
    watches: watches.carry(ledger) ?? undefined,
    strategies: strategies.carry(ledger, settled),
    sealHeld,
  });
}

type DayOpened = Extract<OmsEvent, { type: 'dayOpened' }>;

/** The part of a day's opening that a beginning decides, over what its market or broker is set up with. */
export function openingOf(
  { opening, approval, policy, version, watches, strategies, sealHeld = false }: Beginning,
  config: TradingConfig,
): Pick<DayOpened, 'opening' | 'config' | 'policyVersion' | 'watches' | 'strategies' | 'sealHeld'> {
  return {
    opening,
    config: { ...config, plan: { ...config.plan, approval }, risk: policy },
    ...(version === undefined ? {} : { policyVersion: version }),
    ...(watches === undefined ? {} : { watches }),
    ...(strategies === undefined ? {} : { strategies }),
    ...(sealHeld ? { sealHeld } : {}),
  };
}
