import { join } from 'node:path';
import { z } from 'zod';
import { gatewayAddress, isGatewayAccount } from '../../adapters/brokers/gateway/gateway-address.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type GatewayFormRow, type RequestPayload } from '../preload/contract.ts';
import { type GatewayConnection } from '../terminal/gateway-session.ts';
import { JsonFile } from './json-file.ts';
import { type Secrets } from './secrets.ts';

const fileSchema = z.strictObject({
  url: z.string(),
  account: z.string(),
  /** Whether the app begins with it. */
  chosen: z.boolean(),
});
type Kept = Readonly<z.infer<typeof fileSchema>>;

const NOTHING: Kept = { url: '', account: '', chosen: false };

/** The gateway that was used last. Its address and account lie in the data folder, its token with the other secrets. */
export class GatewayMemory {
  readonly #file: JsonFile<Kept>;
  readonly #secrets: Pick<Secrets, 'get' | 'set' | 'outlivesTheApp'>;

  constructor(dataDir: string, secrets: Pick<Secrets, 'get' | 'set' | 'outlivesTheApp'>) {
    this.#file = new JsonFile(join(dataDir, 'gateway.json'), fileSchema, NOTHING);
    this.#secrets = secrets;
  }

  /** What the app begins with; null: nothing was chosen, or its token has to be given again. */
  get chosen(): GatewayConnection | null {
    const { url, account, chosen } = this.#file.read().value;
    const token = this.#secrets.get('gateway');
    return chosen && token !== '' ? { url, account, token } : null;
  }

  get form(): GatewayFormRow {
    const { url, account } = this.#file.read().value;
    return { url, account, hasToken: this.#secrets.get('gateway') !== '', keepsSecrets: this.#secrets.outlivesTheApp };
  }

  /** Reads a form that was filled in; an empty token means the one that is known of the account. */
  read({ url, account, token }: RequestPayload<'connectGateway'>): Result<GatewayConnection, Refusal> {
    const address = gatewayAddress(url);
    if (!address.ok) return address;
    if (!isGatewayAccount(account)) return refuse('gateway.badAccount', { account });
    const known = account === this.#file.read().value.account ? this.#secrets.get('gateway') : '';
    const given = token === '' ? known : token;
    return given === '' ? refuse('gateway.noToken', { account }) : ok({ url: address.value, account, token: given });
  }

  choose({ url, account, token }: GatewayConnection): void {
    this.#secrets.set('gateway', token);
    this.#file.write({ url, account, chosen: true });
  }

  /** The app begins with something else from now on; what the form begins with stays. */
  leave(): void {
    const kept = this.#file.read().value;
    if (kept.chosen) this.#file.write({ ...kept, chosen: false });
  }
}
