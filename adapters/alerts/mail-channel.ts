import { createTransport } from 'nodemailer';
import { type AlertChannel, type AlertMessage } from './channel.ts';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; without it the connection must be raised to TLS, but for this machine's own. */
  readonly secure: boolean;
  /** Empty: the server asks for no login. */
  readonly user: string;
  readonly from: string;
  readonly to: string;
}

const TIMEOUT_MS = 15_000;
const OWN_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Sends alerts as plain mail over SMTP; a password never crosses a network in the clear. */
export class MailChannel implements AlertChannel {
  readonly #settings: MailSettings;
  readonly #password: string;

  constructor(settings: MailSettings, password: string) {
    this.#settings = settings;
    this.#password = password;
  }

  async send({ title, text, at }: AlertMessage): Promise<void> {
    const { host, port, secure, user, from, to } = this.#settings;
    const transport = createTransport({
      host,
      port,
      secure,
      requireTLS: !secure && !OWN_MACHINE.has(host),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      ...(user === '' ? {} : { auth: { user, pass: this.#password } }),
    });
    try {
      await transport.sendMail({ from, to, subject: title, text, date: new Date(at) });
    } finally {
      transport.close();
    }
  }
}
