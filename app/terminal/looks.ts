import { randomUUID } from 'node:crypto';
import { type Condition } from '../../core/conditions/condition.ts';
import { type Evaluation } from '../../core/conditions/evaluate.ts';
import { type LineId } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { type Ticket } from '../../core/oms/command.ts';
import { type ExitLook } from '../../core/oms/decide/decide-exit.ts';
import { type Liquidate } from '../../core/oms/decide/decide-liquidation.ts';
import { type Rotation, type SwitchStrategy } from '../../core/oms/decide/decide-switch.ts';
import { type PlanDryRun } from '../../core/oms/decide/dry-run-plan.ts';
import { type DryRun, type LineDraft } from '../../core/oms/decide/dry-run.ts';
import { type StatementComparison } from '../../core/oms/differences.ts';
import { type Oms } from '../../core/oms/oms.ts';
import { type Reading, type WatchRef } from '../../core/risk/watch/watch.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { type LiquidationPreview, type TicketPreview } from './session.ts';
import { type BooksToSettle, compareFiles } from './settle-books.ts';

/** What may be asked of a day that runs: nothing is sent and nothing changes by asking. */
export class Looks {
  readonly #oms: Oms;
  readonly #day: Omit<BooksToSettle, 'state'>;

  constructor(oms: Oms, day: Omit<BooksToSettle, 'state'>) {
    this.#oms = oms;
    this.#day = day;
  }

  preview(ticket: Ticket): Result<TicketPreview, Refusal> {
    const judged = this.#oms.preview(ticket);
    if (!judged.ok) return judged;
    const { request, gate, fees, terms } = judged.value;
    return ok({
      verdicts: gate.verdicts,
      allowed: gate.allowed === request.quantity,
      price: request.price,
      value: turnoverOf(request.price, request.quantity),
      fees,
      frozen: terms.frozen,
      token: randomUUID(),
    });
  }

  previewLiquidation(asked: Pick<Liquidate, 'scope' | 'style'>): Result<LiquidationPreview, Refusal> {
    const plan = this.#oms.previewLiquidation(asked);
    return plan.ok ? ok({ ...plan.value, token: randomUUID() }) : plan;
  }

  previewSwitch(asked: Pick<SwitchStrategy, 'from' | 'to'>): Result<Rotation, Refusal> {
    return this.#oms.previewSwitch(asked);
  }

  dryRun(id: LineId, draft: LineDraft): Result<DryRun, Refusal> {
    return this.#oms.dryRun(id, draft);
  }

  dryRunPlan(): PlanDryRun {
    return this.#oms.dryRunPlan();
  }

  lookAt(id: LineId, condition: Condition): Result<Evaluation, Refusal> {
    return this.#oms.lookAt(id, condition);
  }

  lookAtHolding(look: ExitLook): Evaluation {
    return this.#oms.lookAtHolding(look);
  }

  watchReading(ref: WatchRef): Reading | null {
    return this.#oms.reading(ref);
  }

  /** Holds the broker's files against the day. */
  compareStatements(statements: readonly Statement[]): StatementComparison {
    return compareFiles({ ...this.#day, state: this.#oms.state }, statements);
  }
}
