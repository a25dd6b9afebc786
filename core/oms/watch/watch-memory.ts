import { type LineId, type StrategyId } from '../../kernel/ids.ts';
import { type Refusal } from '../../kernel/result.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type Money, type Quantity, subtractMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Fill } from '../../orders/order.ts';
import { type Ledger, type LotMove, type LotTaken } from '../../portfolio/ledger.ts';
import { type Reading, type WatchAction, type WatchRef, type WatchSetting, watchKey } from '../../risk/watch/watch.ts';
import { type WatchPolicy, settingOf } from '../../risk/watch/watch-policy.ts';
import { type ExitRef, type FiredExit, exitKey, holdingKey } from '../exit.ts';

/** What a watch looks at. */
export type WatchTarget = Pick<WatchRef, 'scope' | 'of'>;

/** What one strategy holds of one instrument. */
export interface HeldShares {
  readonly instrument: InstrumentId;
  readonly strategyId: StrategyId;
}

/** Shares that a watch wanted sold and that only the next session may sell (T+1). */
export interface OwedSale extends WatchRef, HeldShares {
  readonly quantity: Quantity;
  readonly action: WatchAction;
  readonly execution: string | null;
}

/** What a watch knows that today's events do not say: what a day brings over from the one before. */
export interface WatchCarry {
  /** Highs of trailing stops: prices of instruments, profits of strategies and of the account. */
  readonly highs: readonly (WatchTarget & { readonly high: number })[];
  /** Settings that a person has given to single targets. */
  readonly own: readonly (WatchRef & { readonly setting: WatchSetting })[];
  readonly disarmed: readonly WatchRef[];
  readonly owed: readonly OwedSale[];
  /** Exits that a person has turned off; left out: none. */
  readonly exitsOff?: readonly string[];
}

/** A watch that has fired and is not armed again yet. */
export interface FiredWatch {
  readonly at: EpochMs;
  readonly reading: Reading;
  readonly lines: readonly LineId[];
  readonly unsold: readonly UnsoldShares[];
}

/** A sale that a watch wanted and that cannot be, now. */
export interface UnsoldShares extends HeldShares {
  readonly quantity: Quantity;
  readonly reason: Refusal;
}

/** What the watches know, as everybody but `apply` sees it. */
export interface WatchView {
  readonly fired: ReadonlyMap<string, FiredWatch>;
  /** Sales of an earlier day that are due now. */
  readonly due: readonly OwedSale[];
  highOf(target: WatchTarget): number | null;
  isArmed(ref: WatchRef): boolean;
  /** Set by a person for this target, and not by the policy. */
  isOwn(ref: WatchRef): boolean;
  /** Exits that have fired today and are not armed again, by holding. */
  readonly firedExits: ReadonlyMap<string, FiredExit>;
  isExitArmed(exit: string): boolean;
  /** Null: nobody has set it. */
  settingOf(ref: WatchRef, policy: WatchPolicy): WatchSetting | null;
  /** What a person has set for single targets. */
  ownRefs(): readonly WatchRef[];
  /** What the next day begins with, as far as it is still held; null: nothing. */
  carry(ledger: Ledger): WatchCarry | null;
}

function targetKey({ scope, of }: WatchTarget): string {
  return `${scope}/${of}`;
}

/**
 * What the watches know. Only `apply` writes it, from events: so it is the same after a kill, after a rerun and after a
 * rebuild. A target that is held no more is forgotten, so that what is bought later is watched anew.
 */
export class WatchMemory implements WatchView {
  readonly highs = new Map<string, WatchTarget & { readonly high: number }>();
  readonly own = new Map<string, WatchRef & { readonly setting: WatchSetting }>();
  readonly disarmed = new Map<string, WatchRef>();
  readonly fired = new Map<string, FiredWatch>();
  readonly firedExits = new Map<string, FiredExit>();
  readonly exitsOff = new Set<string>();
  due: readonly OwedSale[] = [];
  /** What today's firings leave for the next session. */
  owed: readonly OwedSale[] = [];

  highOf(target: WatchTarget): number | null {
    return this.highs.get(targetKey(target))?.high ?? null;
  }

  isArmed(ref: WatchRef): boolean {
    return this.disarmed.size === 0 || !this.disarmed.has(watchKey(ref));
  }

  isExitArmed(exit: string): boolean {
    return !this.exitsOff.has(exit);
  }

  isOwn(ref: WatchRef): boolean {
    return this.own.has(watchKey(ref));
  }

  settingOf(ref: WatchRef, policy: WatchPolicy): WatchSetting | null {
    const own = this.own.size === 0 ? undefined : this.own.get(watchKey(ref));
    return own === undefined ? settingOf(policy, ref.watch, ref.scope) : own.setting;
  }

  ownRefs(): readonly WatchRef[] {
    return [...this.own.values()].map(({ watch, scope, of }) => ({ watch, scope, of }));
  }

  open({ highs, own, disarmed, owed, exitsOff = [] }: WatchCarry): void {
    for (const high of highs) this.highs.set(targetKey(high), high);
    for (const entry of own) this.own.set(watchKey(entry), entry);
    for (const ref of disarmed) this.disarmed.set(watchKey(ref), ref);
    for (const exit of exitsOff) this.exitsOff.add(exit);
    this.due = owed;
  }

  /** Armed by a person, with a setting of its own or (null) the one it has. */
  arm({ watch, scope, of }: WatchRef, setting: WatchSetting | null): void {
    const ref = { watch, scope, of };
    this.disarmed.delete(watchKey(ref));
    this.fired.delete(watchKey(ref));
    if (setting !== null) this.own.set(watchKey(ref), { ...ref, setting });
  }

  disarm({ watch, scope, of }: WatchRef): void {
    this.disarmed.set(watchKey({ watch, scope, of }), { watch, scope, of });
  }

  fire(ref: WatchRef, fired: FiredWatch, owed: readonly OwedSale[]): void {
    const before = this.fired.get(watchKey(ref))?.lines ?? [];
    this.fired.set(watchKey(ref), { ...fired, lines: [...before, ...fired.lines] });
    this.owed = [...this.owed, ...owed];
  }

  /** What was due has been seen to. */
  settleDue({ instrument, strategyId }: HeldShares): void {
    this.due = this.due.filter((sale) => sale.instrument !== instrument || sale.strategyId !== strategyId);
  }

  rearm({ watch, scope, of }: WatchRef): void {
    this.fired.delete(watchKey({ watch, scope, of }));
  }

  /** Armed by a person, also for the holdings for which it has fired. */
  armExit(exit: string): void {
    this.exitsOff.delete(exit);
    for (const key of this.firedExits.keys()) if (key.startsWith(`${exit}/`)) this.firedExits.delete(key);
  }

  disarmExit(exit: string): void {
    this.exitsOff.add(exit);
  }

  fireExit(ref: ExitRef, fired: FiredExit): void {
    this.firedExits.set(exitKey(ref), fired);
  }

  markHigh({ scope, of }: WatchTarget, high: number): void {
    this.highs.set(targetKey({ scope, of }), { scope, of, high });
  }

  /**
   * A watch that fired is armed again on the next day, so what fired is not carried; the shares are that T+1 kept from
   * being sold.
   */
  carry({ positions }: Ledger): WatchCarry | null {
    const owed = [...this.due, ...this.owed].filter(
      ({ instrument, strategyId }) => positions.get(instrument)?.lots.has(strategyId) === true,
    );
    const carry = { highs: [...this.highs.values()], own: [...this.own.values()], disarmed: [...this.disarmed.values()], owed };
    if (this.exitsOff.size > 0) return { ...carry, exitsOff: [...this.exitsOff].toSorted() };
    return Object.values(carry).every((list) => list.length === 0) ? null : carry;
  }

  /**
   * What a sale takes out of the profit of those who still hold is no loss: the high from which their trailing stops count
   * goes with it. What is held no more is forgotten.
   */
  sold({ instrument, price }: Pick<Fill, 'instrument' | 'price'>, taken: readonly LotTaken[], ledger: Ledger): void {
    for (const { strategyId, quantity, cost } of taken) {
      const gain = subtractMoney(turnoverOf(price, quantity), cost);
      this.#lowerHigh({ scope: 'strategy', of: strategyId }, gain);
      this.#lowerHigh({ scope: 'account', of: '' }, gain);
    }
    this.#forgetSold(instrument, taken, ledger);
  }

  /** To the strategy that gives shares away it is as if it had sold them, at `price`; `cost` is what they had cost it. */
  handedOver({ instrument, from, quantity, price }: LotMove & Pick<Fill, 'price'>, cost: Money, ledger: Ledger): void {
    this.#lowerHigh({ scope: 'strategy', of: from }, subtractMoney(turnoverOf(price, quantity), cost));
    this.#forgetSold(instrument, [{ strategyId: from }], ledger);
  }

  #forgetSold(instrument: InstrumentId, taken: readonly Pick<LotTaken, 'strategyId'>[], { positions }: Ledger): void {
    const held = [...positions.values()].filter(({ quantity }) => quantity > 0);
    if (!held.some((position) => position.instrument === instrument)) this.#forget({ scope: 'instrument', of: instrument });
    for (const { strategyId } of taken) {
      if (positions.get(instrument)?.lots.has(strategyId) !== true) this.#forgetExits({ instrument, strategyId });
      if (!held.some(({ lots }) => lots.has(strategyId))) this.#forget({ scope: 'strategy', of: strategyId });
    }
    if (held.length === 0) this.#forget({ scope: 'account', of: '' });
  }

  #forgetExits(held: HeldShares): void {
    for (const key of this.firedExits.keys()) if (key.endsWith(`/${holdingKey(held)}`)) this.firedExits.delete(key);
  }

  #lowerHigh(target: WatchTarget, gain: number): void {
    const high = this.highOf(target);
    if (high !== null) this.markHigh(target, high - gain);
  }

  #forget(target: WatchTarget): void {
    this.highs.delete(targetKey(target));
    const end = `/${targetKey(target)}`;
    for (const map of [this.own, this.disarmed, this.fired]) {
      for (const key of map.keys()) if (key.endsWith(end)) map.delete(key);
    }
  }
}
