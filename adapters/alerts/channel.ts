/** How urgent a message is, from news to what cannot wait. */
export type AlertLevel = 'info' | 'warn' | 'critical';

/** What a channel carries, in the trader's own language. */
export interface AlertMessage {
  readonly level: AlertLevel;
  /** The rule that raised it; `test` for a trial of the channel. */
  readonly rule: string;
  readonly title: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * A way to reach the trader. `send` resolves when the other side has taken the message.
 *
 * @throws Error with a reason that may be shown: it holds no secret.
 */
export interface AlertChannel {
  send(message: AlertMessage): Promise<void>;
}
