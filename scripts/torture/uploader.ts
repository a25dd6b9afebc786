/** A terminal's upload that is to be killed: sends what its outbox holds, after putting in what it is told. */
import { CloudClient } from '../../adapters/cloud/cloud-client.ts';
import { Outbox, openOutboxFile } from '../../adapters/cloud/outbox.ts';
import { push } from '../../adapters/cloud/push.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type Upload } from './day.ts';
import { Plug, type Pull } from './plug.ts';

const IMPATIENT = { attempts: 20, firstWaitMs: 10, longestWaitMs: 80 };

/** Stands before the wire to the cloud. */
class PluggedClient extends CloudClient {
  readonly #plug: Plug;

  constructor(url: string, plug: Plug) {
    super(url);
    this.#plug = plug;
  }

  override async send(...sent: Parameters<CloudClient['send']>): ReturnType<CloudClient['send']> {
    this.#plug.pass('beforeUpload');
    const answer = await super.send(...sent);
    this.#plug.pass('afterUpload');
    return answer;
  }
}

const { url, outbox: path, stream, credentials, items, pull } = JSON.parse(process.argv[2] ?? '') as Upload & { readonly pull: Pull | null };
const file = openOutboxFile(path);
const outbox = new Outbox(file, stream);
outbox.put(items);
process.stdout.write('uploading\n');
const sent = await push(outbox, new PluggedClient(url, new Plug(pull)), credentials, { patience: IMPATIENT, random: seededRandom(1) });
file.close();
process.exitCode = sent.ok ? 0 : 1;
