import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputProblemText } from './input-problem.ts';
import { field, readJson } from './json.ts';
import { lineOfPath, linesOfElements } from './json-place.ts';
import { amountValue } from './values.ts';

const schema = z.strictObject({
  cash: field(amountValue),
  mode: z.enum(['a', 'b']).optional(),
  list: z.array(z.strictObject({ name: z.string() })).optional(),
});

async function problemOf(text: string): Promise<string> {
  const read = await readJson({ name: 'x.json', bytes: Buffer.from(text) }, schema);
  return read.ok ? 'fine' : inputProblemText(read.error);
}

describe('a JSON file', () => {
  it.each([
    ['{ "cash": "1.5", "list": [{ "name": "a" }] }', 'fine'],
    ['{ "cash": 1.5 }', 'fine'],
    ['\uFEFF{ "cash": "1" }', 'fine'],
    ['', 'x.json: is empty'],
    ['{\n "cash": "1",\n}', 'x.json:3: is not valid JSON (Expected double-quoted property name)'],
    ['{ "cash": "1"', "x.json:1: is not valid JSON (Expected ',' or '}' after property value)"],
    ['{\n', "x.json:2: is not valid JSON (Expected property name or '}')"],
    ['[1]', 'x.json:1: must be an object'],
    ['{}', 'x.json:1: cash: is missing'],
    ['{\n "cash": true }', 'x.json:2: cash: must be text or a number'],
    ['{\n "cash": "1.23456" }', 'x.json:2: cash: must have at most 4 decimals, was 1.23456'],
    ['{\n "cash": "-1" }', 'x.json:2: cash: must not be negative, was -1'],
    ['{ "cash": "1",\n "mode": "c" }', 'x.json:2: mode: must be one of a, b'],
    ['{ "cash": "1",\n\n "cahs": 2 }', 'x.json:3: cahs: unknown key'],
    ['{ "cash": "1", "list": [{ "name": "a" },\n{ "name": 3 }] }', 'x.json:2: list[1].name: must be a string'],
  ])('%j: %s', async (text, expected) => {
    expect(await problemOf(text)).toBe(expected);
  });
});

describe('lines of a JSON text', () => {
  const text = '{ "a\\"}": [1, "]", { "x": null }],\n "b": [\n  { "c": {} },\n  -1.5e3,\n  "d,\\\\"\n ]\n}';

  it('are found by path', () => {
    expect(JSON.parse(text)).toBeTruthy();
    expect(lineOfPath(text, [])).toBe(1);
    expect(lineOfPath(text, ['a"}', 2, 'x'])).toBe(1);
    expect(lineOfPath(text, ['b', 0, 'c'])).toBe(3);
    expect(lineOfPath(text, ['b', 2])).toBe(5);
    expect(lineOfPath(text, ['b', 7])).toBe(2);
    expect(linesOfElements(text, ['b'])).toEqual([3, 4, 5]);
    expect(linesOfElements(text, ['none'])).toEqual([]);
  });
});
