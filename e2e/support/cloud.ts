import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/paths.mjs';
import { type Kaipan } from './kaipan.ts';

/** A cloud as its owner runs it, `kaipan cloud serve` on loopback, that can be taken off the network and come back. */
export class RunningCloud {
  readonly #folder: string;
  #process: ChildProcess | null = null;
  #url = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  get url(): string {
    return this.#url;
  }

  /** Where it was before, if it was. */
  async start(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const { DATABASE_URL: _another, ...env } = process.env;
    const args = [path.join(root, 'app/cli/main.ts'), 'cloud', 'serve', '--port', port, '--data', this.#folder];
    this.#process = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    if (this.#process.stdout === null) throw new Error('what the cloud says cannot be read');
    const [line] = (await once(createInterface(this.#process.stdout), 'line')) as [string];
    this.#url = (JSON.parse(line) as { readonly url: string }).url;
  }

  async stop(): Promise<void> {
    if (this.#process === null) return;
    const over = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await over;
    this.#process = null;
  }
}

/** As a trader does it, on the page. */
export async function connect(kaipan: Kaipan, url: string): Promise<void> {
  const { page } = kaipan;
  await page.keyboard.press('Control+8');
  await page.getByRole('textbox', { name: '地址' }).fill(url);
  await page.getByRole('textbox', { name: '用户', exact: true }).fill('alice');
  await page.getByRole('textbox', { name: '本终端名称' }).fill('desk');
  await page.getByRole('button', { name: '连接', exact: true }).click();
  await page.getByRole('button', { name: '断开' }).waitFor();
}
