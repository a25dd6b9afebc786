/**
 * What is put into a script's world before the script itself: plain JavaScript for the engine inside, never run by ours.
 * The line of a thrown error is looked for in the user's file only, so nothing here shows in a message.
 */

/** The module `kaipan` that scripts import; its types are in `resources/scripts/kaipan-script.d.ts`. */
export const KAIPAN_MODULE = String.raw`
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

function decimal(text, scale, example) {
  const match = DECIMAL.exec(String(text));
  const fraction = match?.[3] ?? '';
  if (match === null || fraction.length > scale) throw new RangeError('not a decimal such as ' + example + ': ' + text);
  return whole(Number(match[1] + match[2] + fraction.padEnd(scale, '0')), text);
}

function whole(value, what) {
  if (!Number.isSafeInteger(value)) throw new RangeError('not a whole number: ' + what);
  return value === 0 ? 0 : value;
}

function divided(numerator, denominator, rounding) {
  if (rounding !== 'down' && rounding !== 'up') throw new RangeError("rounding is 'down' or 'up', not " + rounding);
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const below = numerator < 0n ? quotient - 1n : quotient;
  return rounding === 'down' ? below : below + 1n;
}

export function yuan(text) { return decimal(text, 4, '12.34'); }

export function yuanText(units) {
  const digits = String(Math.abs(whole(units, units))).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0{1,2}$/, '');
  return (units < 0 ? '-' : '') + digits.slice(0, -4) + '.' + fraction;
}

export function percent(text) { return decimal(text, 6, '0.5'); }

export function portion(amount, rate, rounding) {
  return whole(Number(divided(BigInt(amount) * BigInt(rate), 100000000n, rounding)), amount);
}

export function onTick(price, tick, rounding) {
  if (!(tick > 0)) throw new RangeError('a tick is above 0: ' + tick);
  return whole(Number(divided(BigInt(price), BigInt(tick), rounding)) * tick, price);
}

export function timeOfDay(text) {
  const match = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(String(text));
  if (match === null) throw new RangeError('not a time such as 14:30:00: ' + text);
  return ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1000;
}
`;

/**
 * Makes the world a script finds, and gives the function that puts a question to it: text in, text out, nothing else.
 * What it needs later it takes now, before a script can put something else in its place.
 */
export const WORLD = String.raw`
(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { imul } = Math;
  const logs = [];
  let random = [0, 0, 0, 0];

  // sfc32, as core/kernel/random.ts.
  const draw = () => {
    let [a, b, c, d] = random;
    const t = (((a + b) | 0) + d) | 0;
    random = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + t) | 0, (d + 1) | 0];
    return (t >>> 0) / 4294967296;
  };
  const sow = (seed) => {
    random = [0x9e3779b9 | 0, 0x243f6a88, imul(seed, 0x85ebca6b) ^ 0xb7e15162, seed | 0];
    for (let i = 0; i < 12; i += 1) draw();
  };
  sow(0);
  Math.random = draw;
  Object.freeze(Math);
  Object.freeze(JSON);

  const shown = (value) => {
    if (typeof value === 'string') return value;
    try { return stringify(value) ?? String(value); } catch { return String(value); }
  };
  const log = (...values) => {
    if (logs.length < 100) logs.push(values.map(shown).join(' ').slice(0, 500));
  };
  const fixed = (name, value) => Object.defineProperty(globalThis, name, { value, enumerable: false });
  fixed('console', Object.freeze({ log, info: log, warn: log, error: log, debug: log }));

  const absent = [
    'Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame',
    'require', 'module', 'exports', 'process', 'global', 'Buffer', 'Deno', 'Bun',
    'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker', 'WebAssembly', 'window', 'document', 'navigator',
    'localStorage', 'crypto', 'Intl', 'SharedArrayBuffer', 'Atomics',
  ];
  for (const name of absent) {
    Object.defineProperty(globalThis, name, {
      get() { throw new ReferenceError(name + ' is not there for scripts'); },
    });
  }

  return (script, text) => {
    const { entry, seed, question } = parse(text);
    sow(seed);
    const answer = script[entry](question);
    if (typeof answer === 'object' && answer !== null && typeof answer.then === 'function') {
      throw new TypeError(entry + ' must answer at once, not by a promise');
    }
    return stringify({ answer: answer ?? null, logs });
  };
})()
`;
