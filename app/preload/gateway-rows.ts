import { type Refusal } from '../../core/kernel/result.ts';

/** How an account stands with its gateway: only one that is `connected` sends new orders. */
export const GATEWAY_STATES = ['connecting', 'waiting', 'reconciling', 'connected', 'refused'] as const;
export type GatewayState = (typeof GATEWAY_STATES)[number];

/** Somebody's clock is not where the session's is. */
export interface ClockStepRow {
  readonly whose: 'broker' | 'quotes';
  /** How far it is ahead of the session's; below 0: behind. In milliseconds. */
  readonly ms: number;
  readonly at: number;
}

/** An account at a gateway. Moments are by this machine's clock. */
export interface GatewayRow {
  readonly url: string;
  readonly state: GatewayState;
  /** Why it waits, was refused, or may not trade yet; null: there is nothing to say. */
  readonly reason: Refusal | null;
  /** When it connects again by itself; null unless it waits. */
  readonly nextTry: number | null;
  /** When the gateway was last heard; null: never. */
  readonly lastHeard: number | null;
  /** Milliseconds to the gateway and back; null before that was measured. */
  readonly roundTrip: number | null;
  /** The last time that a clock was off; null: none was, or long ago. */
  readonly clockStep: ClockStepRow | null;
}

/** What the form for connecting begins with. The token never comes back to the window. */
export interface GatewayFormRow {
  readonly url: string;
  readonly account: string;
  /** Whether a token of that account is known. */
  readonly hasToken: boolean;
  /** Whether tokens outlive the app: the system has a place to keep them. */
  readonly keepsSecrets: boolean;
}
