import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG 2.2, success criterion 1.4.3: least contrast of text. */
const AA_TEXT = 4.5;
/** WCAG 2.2, success criterion 1.4.11: least contrast of a focus ring. */
const AA_GRAPHICS = 3;
const SOURCE = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const THEMES = ['dark', 'light'] as const;

type Tokens = ReadonlyMap<string, string>;

/** The opaque colours that one theme's block names. */
function coloursOf(theme: string): Tokens {
  const block = SOURCE.split(`data-theme='${theme}'`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [name, value] as const),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function pairs(tokens: Tokens, upper: RegExp, lower: (name: string) => RegExp) {
  return [...tokens]
    .filter(([name]) => upper.test(name))
    .flatMap(([name, value]) =>
      [...tokens]
        .filter(([other]) => lower(name).test(other))
        .map(([other, ground]) => ({ pair: `${name} on ${other}`, ratio: contrast(value, ground) })),
    );
}

describe.each(THEMES)('the %s theme', (theme) => {
  const tokens = coloursOf(theme);

  it('has every text legible on every ground', () => {
    const all = pairs(tokens, /^text/, () => /^bg/);
    expect(all.length).toBeGreaterThanOrEqual(8 * 9);
    expect(all.filter(({ ratio }) => ratio < AA_TEXT)).toEqual([]);
  });

  it('has every label legible on its fill', () => {
    const all = pairs(tokens, /^on-/, (name) => new RegExp(`^fill-${name.slice(3)}$`));
    expect(all.length).toBe(6);
    expect(all.filter(({ ratio }) => ratio < AA_TEXT)).toEqual([]);
  });

  it('shows the focus ring on every ground', () => {
    const all = pairs(tokens, /^line-focus$/, () => /^bg/);
    expect(all.filter(({ ratio }) => ratio < AA_GRAPHICS)).toEqual([]);
  });
});

it('names the same colours in both themes', () => {
  expect([...coloursOf('dark').keys()]).toEqual([...coloursOf('light').keys()]);
});
