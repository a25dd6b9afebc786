import { useCallback } from 'react';
import { type Refusal } from '../../preload/contract.ts';
import {
  type Language,
  NOTHING,
  formatMoney,
  formatPercent,
  formatPrice,
  formatQuantity,
} from '../format/number.ts';
import { formatAge, formatClock, formatMinute } from '../format/time.ts';
import { useSettings } from '../stores/settings.ts';
import { codes as enCodes } from './en/codes/index.ts';
import { words as enWords } from './en/words.ts';
import { codes as zhCodes } from './zh/codes/index.ts';
import { words as zhWords } from './zh/words.ts';

const CODES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh: zhCodes, en: enCodes };
const WORDS = { zh: zhWords, en: enWords } as const;

const BYTES_PER_MEGABYTE = 1024 * 1024;

type Value = Refusal['params'][string];
type Formatter = (value: number, language: Language) => string;

const NUMBERS: Readonly<Record<string, Formatter>> = {
  price: (value) => formatPrice(value),
  money: (value) => formatMoney(value),
  quantity: (value) => formatQuantity(value),
  percent: (value) => formatPercent(value),
  age: (value) => formatAge(value),
  clock: (value) => formatClock(value),
  minute: (value) => formatMinute(value),
  megabytes: (value) => `${formatQuantity(Math.round(value / BYTES_PER_MEGABYTE))} MB`,
};

/** A word of one of the sets in `words`; what has none stays as it is. */
export function wordFor(language: Language, set: string, value: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = WORDS[language];
  return words[set]?.[value] ?? value;
}

function shown(value: Value | undefined, format: string, language: Language): string {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === 'number') return NUMBERS[format]?.(value, language) ?? String(value);
  return format === '' ? String(value) : wordFor(language, format, String(value));
}

/**
 * A refusal, verdict or notice in words with its numbers. `{{price, price}}` in a text is the parameter `price` shown
 * as a price; a format that is no number's is a set of `words`, and `refusal` the text of another code. A code without a text shows itself, never a blank.
 */
export function describe({ code, params }: Refusal, language: Language): string {
  const text = CODES[language][code];
  if (text === undefined) {
    const numbers = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    return numbers.length === 0 ? code : `${code} (${numbers.join(', ')})`;
  }
  return text.replaceAll(/\{\{(\w+)(?:, (\w+))?\}\}/g, (_, name: string, format: string | undefined) =>
    format === 'refusal' ? describe({ code: String(params[name]), params }, language) : shown(params[name], format ?? '', language),
  );
}

export function useDescribe(): (refusal: Refusal) => string {
  const language = useSettings((settings) => settings.language);
  return useCallback((refusal: Refusal) => describe(refusal, language), [language]);
}
