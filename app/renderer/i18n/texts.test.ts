import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codes as enCodes } from './en/codes/index.ts';
import { en } from './en/index.ts';
import { codes as zhCodes } from './zh/codes/index.ts';
import { zh } from './zh/index.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

/** The code that may say something to the trader: everything but tests, fixtures and the command line's own words. */
const TELLERS = ['core/**/*.ts', 'adapters/**/*.ts', 'app/{terminal,main,preload}/**/*.ts'];
const NO_TELLERS = /(\.test|\.fixture)\.ts$|\/sample-|\/cli\//;
/** Codes of the command line and of the files that only it reads; it has words of its own for them. */
const COMMAND_LINE = /^(approvals|argument|book|demo|flow|resume|sync)\b/;
/** Quoted words with a dot that are names of files. */
const FILE_NAME = /\.(jsonl?|log|cjs|html|db|sqlite|csv|txt|png|js|css)$/;

type Tree = { readonly [key: string]: string | Tree };

function paths(tree: Tree, prefix = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : paths(value, `${prefix}${key}.`),
  );
}

function texts(tree: Tree): readonly string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));
}

function sources(...patterns: readonly string[]): readonly string[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => !NO_TELLERS.test(file))
    .map((file) => readFileSync(ROOT + file, 'utf8'));
}

function captures(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, captured = '']) => captured);
}

function parameters(text: string): readonly string[] {
  return captures(text, /\{\{([^}]+)\}\}/g).toSorted();
}

/** Codes as the sources write them: `'order.final'`. */
function codesInSources(): readonly string[] {
  const found = sources(...TELLERS).flatMap((source) =>
    captures(source, /'([a-z][A-Za-z]*\.[a-z][A-Za-z]*)'/g),
  );
  return [...new Set(found)].filter((code) => !FILE_NAME.test(code) && !COMMAND_LINE.test(code)).toSorted();
}

describe('the two languages', () => {
  it('have the same keys', () => {
    expect(paths(en)).toEqual(paths(zh));
    expect(Object.keys(enCodes)).toEqual(Object.keys(zhCodes));
  });

  it('leave no text empty', () => {
    expect([...texts(zh), ...texts(en), ...texts(zhCodes), ...texts(enCodes)].filter((text) => text === '')).toEqual([]);
  });

  it('speak of the same numbers, in the same formats', () => {
    const english: Readonly<Record<string, string>> = enCodes;
    const differing = Object.entries(zhCodes).filter(
      ([code, text]) => parameters(text).join() !== parameters(english[code] ?? '').join(),
    );
    expect(differing.map(([code]) => code)).toEqual([]);
    expect(texts(zh).map(parameters)).toEqual(texts(en).map(parameters));
  });
});

it('has every key that the window asks for', () => {
  // A count's text has a form for one and a form for others.
  const known = new Set(paths(zh).map((key) => key.replace(/_(one|other)$/, '')));
  const asked = sources('app/renderer/**/*.{ts,tsx}').flatMap((source) =>
    captures(source, /\bt\(\s*'([\w.]+)'/g),
  );
  expect(asked.length).toBeGreaterThan(150);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});

it('has a text for every code that core, an adapter or the terminal may give', () => {
  const found = codesInSources();
  expect(found.length).toBeGreaterThan(150);
  expect(found.filter((code) => !(code in zhCodes))).toEqual([]);
});
