import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConfigJson, configJson, isConfigJson, readConfig } from '../../../adapters/files/config.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { TEMPLATES } from '../../../core/risk/policy.ts';
import { configText } from '../config-report.ts';
import { run } from '../program.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaipan-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function kaipan(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const output = { stdout: '', stderr: '' };
  const code = await run(args, {
    cwd: folder,
    stdout: (text) => void (output.stdout += text),
    stderr: (text) => void (output.stderr += text),
  });
  return { code, ...output };
}

function paths(config: ConfigJson, above = ''): readonly string[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const path = `${above}${key}`;
    return isConfigJson(value) ? [path, ...paths(value, `${path}.`)] : [path];
  });
}

describe('kaipan config', () => {
  it('prints the default, every key explained', async () => {
    const { code, stdout, stderr } = await kaipan('config', '--print');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('  // Commission on what an order trades, as a fraction: 0.00025 is 0.025 %.');
    expect(stdout.split('\n').every((line) => line.length <= 120)).toBe(true);
    const configs = Object.values(TEMPLATES).map((risk) => configJson({ ...DEFAULT_CONFIG, risk }));
    expect(configs.flatMap((config) => paths(config)).filter((path) => configText(path) === undefined)).toEqual([]);
    const json = stdout.split('\n').filter((line) => !line.trim().startsWith('//')).join('\n');
    expect(JSON.parse(json)).toEqual(configJson(DEFAULT_CONFIG));
  });

  it('prints JSON that means the default when it is read back', async () => {
    const { stdout } = await kaipan('config', '--print', '--json');
    const file = join(folder, 'printed.json');
    await writeFile(file, stdout);
    expect(await readConfig(file)).toEqual({ ok: true, value: DEFAULT_CONFIG });
  });

  it('shows what holds with a file, and names what is wrong with it', async () => {
    await writeFile(join(folder, 'mine.json'), '{ "exchange": { "volumeCap": "0.1" }, "execution": { "default": { "style": "limit" } } }');
    const { stdout } = await kaipan('config', '--print', '--config', 'mine.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ exchange: { volumeCap: '0.1' }, execution: { default: { style: 'limit', price: null } } });
    await writeFile(join(folder, 'bad.json'), '{\n  "exchange": { "volumecap": 1 }\n}');
    expect(await kaipan('config', '--print', '--config', 'bad.json')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'kaipan: bad.json:2: exchange.volumecap: unknown key\n',
    });
  });

  it('wants to be told what to do', async () => {
    expect(await kaipan('config')).toMatchObject({ code: 2, stdout: '' });
  });
});
