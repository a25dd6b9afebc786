import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { ScriptHost } from './script-host.ts';

const hosts: ScriptHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
});

async function opened(source: string, name = 'mine.ts'): Promise<ScriptHost> {
  const result = await ScriptHost.open({ name, source });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  hosts.push(result.value);
  return result.value;
}

describe('a host', () => {
  it('asks a TypeScript file', async () => {
    const host = await opened(`import { type Verdict } from 'kaipan';
      interface Seen { readonly n: number }
      export function holds(context: Seen): Verdict { console.log('asked', context.n); return context.n > (1 as number); }`);
    expect(host.entry).toBe('holds');
    expect(await host.ask({ n: 2 }, 1)).toEqual({ ok: true, value: { answer: true, logs: ['asked 2'] } });
    expect(await host.ask({ n: 1, 名: '价格'.repeat(1_000) }, 1)).toEqual({ ok: true, value: { answer: false, logs: ['asked 1'] } });
  });

  it('refuses TypeScript that is more than types, and says where', async () => {
    expect(await ScriptHost.open({ name: 'mine.ts', source: 'export const a: number = 1;\n  enum Side { Buy }\n' })).toEqual({
      ok: false,
      error: {
        code: 'script.syntax',
        params: { script: 'mine.ts', message: expect.stringContaining('enum is not supported'), line: 2, column: 3 },
      },
    });
  });

  it('names lines and columns of the TypeScript, not of what is left of it', async () => {
    const host = await opened('type A = {\n  readonly a: number;\n};\nexport function holds(a: A): boolean {\n  const b: A = a; throw new Error("here");\n}');
    expect(await host.ask({}, 1)).toMatchObject({ ok: false, error: { params: { message: 'Error: here', line: 5 } } });
  });

  it('refuses what is too large', async () => {
    expect(await ScriptHost.open({ name: 'mine.js', source: ' '.repeat(LIMITS.sourceLength + 1) })).toMatchObject({ error: { code: 'script.tooLarge' } });
    const host = await opened('export const holds = () => true;', 'mine.js');
    expect(await host.ask({ text: 'x'.repeat(600_000) }, 1)).toMatchObject({ error: { code: 'script.tooLarge' } });
  });
});

describe('a stopped script', () => {
  it('stays stopped, and others go on', async () => {
    const [bad, good] = await Promise.all([
      opened('export function holds({ n }) { if (n === 1) for (;;); return true; }', 'bad.js'),
      opened('export const holds = () => true;', 'good.js'),
    ]);
    const first = await bad.ask({ n: 1 }, 1);
    expect(first).toMatchObject({ ok: false, error: { code: 'script.budget', params: { script: 'bad.js', line: 1 } } });
    expect(await bad.ask({ n: 2 }, 1)).toEqual(first);
    expect(bad.stopped).not.toBeNull();
    expect(await good.ask({}, 1)).toMatchObject({ ok: true, value: { answer: true } });
  });

  it('is ended when native code of the engine counts no steps', async () => {
    const bad = await opened('export const holds = () => [].indexOf.call({ length: 2 ** 53 - 1 }, 1);', 'bad.js');
    expect(await bad.ask({}, 1)).toMatchObject({ ok: false, error: { code: 'script.stalled' } });
    await bad.close();
  });

  it.each([
    ['recurses', 'function f() { return f() + 1; } return f();'],
    ['nests in a text', 'return JSON.parse("[".repeat(100_000));'],
    ['nests in a source', 'return eval("(".repeat(20_000) + "1" + ")".repeat(20_000));'],
    ['nests in a pattern', 'return new RegExp("(?:".repeat(50_000) + ")".repeat(50_000)).test("a");'],
  ])('%s no deeper than the engine allows', async (_what, body) => {
    const bad = await opened(`export function holds() { ${body} }`, 'bad.js');
    expect(await bad.ask({}, 1)).toMatchObject({ ok: false, error: { code: 'script.stack', params: { message: 'stack overflow' } } });
  });
});
