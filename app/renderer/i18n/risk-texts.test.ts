import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codes as enCodes } from './en/codes/index.ts';
import { words } from './zh/words.ts';
import { codes as zhCodes } from './zh/codes/index.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

it('has a name, and words for the pass, of every rule of the gate', () => {
  const names = globSync('core/risk/rules/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts'] }).map(
    (file) => /gateRule\(\{ name: '(\w+)'/.exec(readFileSync(ROOT + file, 'utf8'))?.[1] ?? file,
  );
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !(name in zhCodes) || !(name in enCodes))).toEqual([]);
  expect(Object.keys(words.rule).toSorted()).toEqual(names.toSorted());
});
