import { type AlertChannel, type AlertMessage } from '../../../adapters/alerts/channel.ts';
import { DELIVERY_DEFAULTS, Delivery, NOT_SET_UP } from '../../../adapters/alerts/delivery.ts';
import { MailChannel } from '../../../adapters/alerts/mail-channel.ts';
import { WebhookChannel } from '../../../adapters/alerts/webhook-channel.ts';
import { type AlertRow, CHANNELS, type ChannelName, type ChannelRow } from '../../preload/alert-rows.ts';
import { type AlertSettings } from '../../preload/alert-schemas.ts';
import { type Settings } from '../../preload/contract.ts';
import { type DesktopNotices } from '../desktop-notices.ts';
import { ringBell } from '../external-links.ts';
import { type Secrets } from '../secrets.ts';

export interface ChannelParts {
  readonly desktop: Pick<DesktopNotices, 'tell'>;
  readonly secrets: Pick<Secrets, 'get'>;
  readonly settings: () => AlertSettings;
  readonly language: () => Settings['language'];
  readonly now: () => number;
}

type Told = Pick<AlertRow, 'level' | 'rule' | 'title' | 'text'>;

const URGENCY = { info: 0, warn: 1, critical: 2, off: 3 } as const;

/** Every way of reaching the trader, each with a queue of its own: one that is stuck holds up no other. */
export class AlertChannels {
  readonly #parts: ChannelParts;
  readonly #deliveries: ReadonlyMap<ChannelName, Delivery>;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
    const options = { now: parts.now, ...DELIVERY_DEFAULTS };
    this.#deliveries = new Map(CHANNELS.map((name) => [name, new Delivery(() => this.#open(name), options)]));
  }

  /** Hands an alert to every channel that wants its level, and returns at once. */
  tell(alert: Told): void {
    const { from } = this.#parts.settings();
    const message = this.#message(alert);
    for (const [name, delivery] of this.#deliveries) {
      if (URGENCY[alert.level] >= URGENCY[from[name]]) delivery.add(message);
    }
  }

  /** Sends one message by one channel, now and without a second try. @throws Error saying why it did not arrive. */
  async try(name: ChannelName, alert: Told): Promise<void> {
    const channel = this.#open(name);
    if (channel === null) throw new Error(NOT_SET_UP);
    await channel.send(this.#message(alert));
  }

  rows(): readonly ChannelRow[] {
    return [...this.#deliveries].map(([channel, { state }]) => ({ channel, ready: this.#open(channel) !== null, ...state }));
  }

  close(): void {
    for (const delivery of this.#deliveries.values()) delivery.close();
  }

  #message({ level, rule, title, text }: Told): AlertMessage {
    const { language, now } = this.#parts;
    return { level, rule, title: title[language()], text: text[language()], at: now() };
  }

  /** Null: it is not set up. */
  #open(name: ChannelName): AlertChannel | null {
    const { desktop, secrets } = this.#parts;
    switch (name) {
      case 'desktop':
        return { send: async ({ title, text }) => desktop.tell(() => ({ title, body: text })) };
      case 'sound':
        return { send: async () => ringBell() };
      case 'mail':
        return this.#mail();
      case 'wecom':
      case 'webhook': {
        const address = secrets.get(name);
        return address === '' ? null : new WebhookChannel(name, address);
      }
    }
  }

  #mail(): AlertChannel | null {
    const { mail } = this.#parts.settings();
    const password = this.#parts.secrets.get('mail');
    const complete = mail.host !== '' && mail.from !== '' && mail.to !== '' && (mail.user === '' || password !== '');
    return complete ? new MailChannel(mail, password) : null;
  }
}
