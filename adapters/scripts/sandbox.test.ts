import { describe, expect, it } from 'vitest';
import { type ScriptProblemCode } from './problem.ts';
import { type OpenScript, Sandbox } from './sandbox.ts';

async function opened(source: string): Promise<OpenScript> {
  const result = await Sandbox.open('mine.js', source);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function asked(script: OpenScript, question: unknown = {}, seed = 1): unknown {
  const result = script.ask(JSON.stringify({ entry: script.entry, seed, question }));
  return result.ok ? JSON.parse(result.value).answer : result.error;
}

/** The answer of a condition with the given body. */
async function answerOf(body: string, question: unknown = {}): Promise<unknown> {
  return asked(await opened(`export function holds(context) {\n${body}\n}`), question);
}

function failure(code: ScriptProblemCode, message: unknown, line: unknown): unknown {
  return { code, params: { script: 'mine.js', message, line, column: line === null || code === 'script.import' ? null : expect.any(Number) } };
}

describe('a script', () => {
  it('gets a question and gives an answer', async () => {
    expect(await answerOf('return { twice: context.n * 2 };', { n: 21 })).toEqual({ twice: 42 });
  });

  it('reckons with whole numbers', async () => {
    const script = await opened(`import { yuan, yuanText, percent, portion, onTick, timeOfDay } from 'kaipan';
      export const holds = () => [yuan('12.34'), yuan('-0.0001'), yuanText(123400), yuanText(-5), yuanText(1), percent('0.5'),
        portion(123450, percent('0.5'), 'down'), portion(123450, percent('0.5'), 'up'), portion(-123450, percent('0.5'), 'down'),
        onTick(123456, 100, 'down'), onTick(123456, 100, 'up'), timeOfDay('14:30:00')];`);
    expect(asked(script)).toEqual([
      123_400, -1, '12.34', '-0.0005', '0.0001', 500_000, 617, 618, -618, 123_400, 123_500, 52_200_000,
    ]);
  });

  it.each(["yuan('1.23456')", "yuan('1e3')", 'yuan(1.5e300)', 'yuanText(0.5)', "timeOfDay('24:00:00')", "onTick(100, 0, 'up')", "portion(1, 1, 'even')"])(
    'is told when %s makes no sense',
    async (call) => {
      const script = await opened(`import * as k from 'kaipan';\nexport const holds = () => {\n  return k.${call};\n};`);
      expect(asked(script)).toEqual(failure('script.threw', expect.stringMatching(/^RangeError: /), 3));
    },
  );

  it('keeps what it logs, within bounds', async () => {
    const script = await opened('export const holds = () => { for (let i = 0; i < 500; i += 1) console.log("i", { i }, "x".repeat(1000)); return true; }');
    const reply = script.ask('{"entry":"holds","seed":1,"question":{}}');
    const { logs } = JSON.parse(reply.ok ? reply.value : '');
    expect(logs).toHaveLength(100);
    expect(logs[7]).toMatch(/^i \{"i":7\} x+$/);
    expect(logs[7]).toHaveLength(500);
  });
});

describe('a script is stopped with the line at fault', () => {
  it.each<[string, string, ScriptProblemCode, unknown, number | null]>([
    // Where nothing is called, the engine knows the function only.
    ['loops forever', '\nfor (;;) context.n += 1;', 'script.budget', 'took more than 200000 steps', 1],
    ['catches what stops it', 'for (;;) { try {\nfor (;;) context.n();\n} catch {} }', 'script.budget', expect.anything(), 3],
    ['recurses through a native function', 'const f = () => [1].map(f);\nreturn f();', 'script.stack', 'stack overflow', 2],
    ['allocates without end', 'const all = [];\nfor (;;) all.push(new Array(1000).fill(all.length));', 'script.memory', 'out of memory', 3],
    ['doubles a text', 'let text = "ab";\nfor (;;) text = [text, text].join();', 'script.memory', 'out of memory', 3],
    ['backtracks forever', '\nreturn /^(a+)+$/.test("a".repeat(40) + "b");', 'script.budget', expect.anything(), 3],
    ['throws', '\n\nthrow new TypeError("no such level");', 'script.threw', 'TypeError: no such level', 4],
    ['throws a text', 'throw "no";', 'script.threw', 'threw no', null],
    ['throws null', 'throw null;', 'script.threw', 'threw null', null],
    ['throws a trap', 'throw { get message() { for (;;); } };', 'script.threw', expect.stringContaining('no error'), null],
    ['reads what is not there', '\nreturn context.quote.last;', 'script.threw', expect.stringContaining('TypeError'), 3],
    ['answers by a promise', 'return Promise.resolve(true);', 'script.threw', expect.stringContaining('not by a promise'), null],
    ['answers what is no JSON', 'return 10n;', 'script.threw', expect.stringContaining('TypeError'), null],
    ['answers too much', 'return "x".repeat(70_000);', 'script.tooLarge', expect.stringContaining('65536 at most'), null],
  ])('when it %s', async (_what, body, code, message, line) => {
    expect(await answerOf(body)).toEqual(failure(code, message, line));
  });

  it('and the same script stops in the same place again', async () => {
    const script = await opened('let n = 0;\nexport function holds() {\n  for (;;) {\n    n += 1;\n    if (n > 1e9) Math.abs(n);\n  }\n}');
    expect(asked(script)).toEqual(asked(script));
  });
});

describe('a script that cannot be loaded', () => {
  it.each<[string, string, ScriptProblemCode, unknown, number | null]>([
    ['has a mistake', 'export function holds() {\n  return 1 +;\n}', 'script.syntax', expect.stringContaining('unexpected token'), 2],
    ['imports Node', "\nimport fs from 'node:fs';\nexport const holds = () => true;", 'script.import', "only 'kaipan' can be imported, not 'node:fs'", 2],
    ['imports a file', "import a from '../secret.js';", 'script.import', expect.anything(), 1],
    ['exports nothing', 'const holds = () => true;', 'script.noEntry', expect.stringContaining('neither'), null],
    ['exports both', 'export const holds = () => true; export const nextMove = holds;', 'script.noEntry', expect.stringContaining('both'), null],
    ['throws at once', '\nnull.x;\nexport const holds = () => true;', 'script.threw', expect.stringContaining('TypeError'), 2],
    ['loops at once', '\nfor (;;);\nexport const holds = () => true;', 'script.budget', 'took more than 1000000 steps', expect.anything() as never],
    ['waits forever', 'await new Promise(() => {});\nexport const holds = () => true;', 'script.noEntry', expect.stringContaining('neither'), null],
  ])('because it %s', async (_what, source, code, message, line) => {
    const result = await Sandbox.open('mine.js', source);
    expect(result).toEqual({ ok: false, error: failure(code, message, line) });
  });
});

describe('a script finds nothing of the machine', () => {
  it.each(['require', 'process', 'fetch', 'Date', 'performance', 'setTimeout', 'WebAssembly', 'Buffer', 'XMLHttpRequest', 'crypto', 'Intl', 'module'])(
    '%s is not there',
    async (name) => {
      expect(await answerOf(`\nreturn ${name}.now();`)).toEqual(failure('script.threw', `ReferenceError: ${name} is not there for scripts`, 3));
    },
  );

  it.each([
    'return typeof eval("this").process;',
    'return Object.keys((() => {}).constructor("return this")());',
    'return (async () => {}).constructor("return globalThis.process")().x;',
    'return [].constructor.constructor("return process")();',
    'return console.log.constructor("return process.env")();',
    'return context.constructor.constructor("return require")("fs");',
    'return Error.prepareStackTrace?.toString() ?? import.meta.url.process.env;',
    'return Reflect.getPrototypeOf(globalThis).constructor("return process")();',
  ])('by %s', async (body) => {
    const answer = await answerOf(body);
    const found = typeof answer === 'object' && answer !== null && 'code' in answer ? 'nothing' : answer;
    expect(['nothing', 'undefined', null, []]).toContainEqual(found);
  });

  it('nor by importing later', async () => {
    expect(await answerOf('return import("node:fs");')).toEqual(failure('script.threw', expect.stringContaining('not by a promise'), null));
  });

  it('nor by bending what carries its answer', async () => {
    const bent = 'JSON.stringify = () => "x"; Object.prototype.toJSON = () => ({ ok: true }); Array.prototype.push = null; return 1;';
    expect(await answerOf(bent)).toEqual(failure('script.threw', expect.stringContaining('read-only'), 2));
    expect(await answerOf('Object.prototype.toJSON = () => ({ bent: true }); return 1;')).toBeUndefined();
  });
});

describe('a script is deterministic', () => {
  it('remembers nothing from call to call', async () => {
    const script = await opened(`let calls = 0; const seen = [];
      export function holds(context) {
        calls += 1; seen.push(context.n); globalThis.left = (globalThis.left ?? 0) + 1; Array.prototype.mine ??= calls;
        return { calls, seen, left: globalThis.left, mine: [].mine };
      }`);
    for (const n of [1, 2, 3]) expect(asked(script, { n })).toEqual({ calls: 1, seen: [n], left: 1, mine: 1 });
  });

  it('draws the same random numbers for the same seed', async () => {
    const source = 'const early = Math.random(); export const holds = () => [early, Math.random(), Math.random()];';
    const [one, other] = [await opened(source), await opened(source)];
    expect(asked(one, {}, 7)).toEqual(asked(other, {}, 7));
    expect(asked(one, {}, 7)).toEqual(asked(one, {}, 7));
    expect(asked(one, {}, 8)).not.toEqual(asked(one, {}, 7));
    const drawn = asked(await opened('export const holds = () => { let sum = 0; for (let i = 0; i < 10000; i += 1) sum += Math.random(); return sum; }'));
    expect(drawn).toBeCloseTo(5_000, -2);
  });

  it('works on after its own errors, if anyone asks', async () => {
    const script = await opened('export function holds({ n }) { if (n === 1) for (;;); if (n === 2) throw 1; const a = []; if (n === 3) for (;;) a.push([a.length]); return n; }');
    for (const n of [1, 2, 3]) expect(asked(script, { n })).toHaveProperty('code');
    expect(asked(script, { n: 4 })).toBe(4);
  });

  it('has the same room in every call', async () => {
    const script = await opened('export function holds({ n }) { const a = []; for (let i = 0; i < n; i += 1) a.push(new Array(100).fill(i)); return a.length; }');
    for (let i = 0; i < 50; i += 1) expect(asked(script, { n: 3_000 })).toBe(3_000);
  });
});
