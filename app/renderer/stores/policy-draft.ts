import { type PolicyJson } from '../../preload/contract.ts';

/** How a setting is typed. Percent are fractions in the policy. */
export type FieldKind = 'percent' | 'count' | 'shares' | 'money' | 'seconds' | 'flag' | 'boards' | 'list' | 'text';

type Fields = Readonly<Record<string, FieldKind>>;

const LISTS: Fields = { instruments: 'list', names: 'list', industries: 'list', boards: 'boards' };
const SHARE: Fields = { most: 'percent' };

/** Settings of the whole policy. */
export const GENERAL_FIELDS: Fields = {
  maxOrderShare: 'percent',
  maxQuoteAge: 'seconds',
  maxClockSkew: 'seconds',
  'secondPerson.overrides': 'flag',
  'secondPerson.loosening': 'flag',
  'watch.index': 'text',
};

/** The rules that may be set, in the order in which they are shown, each with its settings. */
export const RULE_FIELDS: Readonly<Record<string, Fields>> = {
  instrumentShare: SHARE,
  sectorShare: SHARE,
  strategyShare: SHARE,
  exposure: SHARE,
  valueAtRisk: { most: 'percent', mostShortfall: 'percent', confidence: 'percent' },
  floatShare: SHARE,
  volumeShare: SHARE,
  newBuys: { most: 'count' },
  dayLoss: SHARE,
  drawdown: SHARE,
  lossStreak: { most: 'count' },
  orderSize: { shares: 'shares', value: 'money' },
  priceCollar: { fromLast: 'percent', fromOpposite: 'percent' },
  orderRate: { perSecond: 'count', perMinute: 'count', perDay: 'count', warnShare: 'percent' },
  cancelRatio: { most: 'percent', from: 'count' },
  duplicate: { most: 'count', window: 'seconds' },
  selfTrade: {},
  permission: { boards: 'boards', riskWarning: 'flag' },
  restricted: {
    ...Object.fromEntries(Object.entries(LISTS).map(([name, kind]) => [`never.${name}`, kind])),
    ...Object.fromEntries(Object.entries(LISTS).map(([name, kind]) => [`only.${name}`, kind])),
  },
};

const SHARE_LIMIT = { at: 'percent', rearm: 'percent' } as const;
const COUNT_LIMIT = { at: 'count', rearm: 'count' } as const;
const WIDE = ['instrument', 'strategy', 'account'] as const;

/** The watches that may be set, each with what it can look at and its settings. */
export const WATCH_FIELDS = {
  stopLoss: { scopes: WIDE, fields: SHARE_LIMIT },
  trailingStop: { scopes: WIDE, fields: SHARE_LIMIT },
  takeProfit: { scopes: WIDE, fields: SHARE_LIMIT },
  timeStop: { scopes: WIDE, fields: COUNT_LIMIT },
  limitBroken: { scopes: ['instrument'], fields: SHARE_LIMIT },
  dayDrawdown: { scopes: ['account'], fields: SHARE_LIMIT },
  limitDownCount: { scopes: ['market'], fields: COUNT_LIMIT },
  fallingStocks: { scopes: ['market'], fields: SHARE_LIMIT },
  indexFall: { scopes: ['market'], fields: SHARE_LIMIT },
} as const satisfies Readonly<Record<string, { readonly scopes: readonly string[]; readonly fields: Fields }>>;

/** Everything that is on or off as a whole, by its path: rules, and watches of one scope. */
const PARTS: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(Object.entries(RULE_FIELDS).map(([rule, fields]) => [`rules.${rule}`, fields])),
  ...Object.fromEntries(
    Object.entries(WATCH_FIELDS).flatMap(([watch, { scopes, fields }]) => scopes.map((scope) => [`watch.${watch}.${scope}`, fields])),
  ),
};
/** Settings of a part that are one word of a list. */
const WORDS = ['severity', 'action', 'execution'] as const;
/** Those that a watch begins with where nothing else says so. */
const FIRST_WORDS: Readonly<Record<string, string>> = { action: 'alert', execution: 'bestFive' };
/** Settings that a part may have or not. */
const MAY_BE_NONE: ReadonlySet<string> = new Set(['rearm', 'execution']);

export const BOARDS = ['main', 'chinext', 'star', 'bse', 'etf', 'bond'] as const;

/** A policy while it is edited: every setting as it was typed, so that half a number is not mended under one's fingers. */
export interface PolicyDraft {
  /** What the draft began with; settings that have no field here stay as they are in it. */
  readonly from: PolicyJson;
  readonly template: string;
  /** Paths of the rules and watches that are on: `rules.exposure`, `watch.stopLoss.account`. */
  readonly on: ReadonlySet<string>;
  /** By path: `rules.exposure.most`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** How a setting is typed, by its path; null for one that has no field. */
export function kindOf(path: string): FieldKind | null {
  const part = partOf(path);
  return (part === null ? GENERAL_FIELDS[path] : PARTS[part]?.[path.slice(part.length + 1)]) ?? null;
}

/** The rule or watch that a setting belongs to, or that the path itself names; null for a setting of the whole policy. */
export function partOf(path: string): string | null {
  const keys = path.split('.');
  return [keys.slice(0, 2), keys.slice(0, 3)].map((some) => some.join('.')).find((some) => some in PARTS) ?? null;
}

/** @param defaults What a part that is off begins with when it is turned on, where they have it. */
export function draftOf(policy: PolicyJson, defaults: PolicyJson): PolicyDraft {
  const on = new Set(Object.keys(PARTS).filter((part) => isTree(at(policy, part))));
  const texts: Record<string, string> = {};
  for (const [path, kind] of Object.entries(GENERAL_FIELDS)) texts[path] = typed(kind, at(policy, path));
  for (const [part, fields] of Object.entries(PARTS)) {
    const source = on.has(part) ? policy : defaults;
    for (const [name, kind] of Object.entries(fields)) texts[`${part}.${name}`] = typed(kind, at(source, `${part}.${name}`));
    const known = isTree(at(source, part));
    for (const word of WORDS) texts[`${part}.${word}`] = known ? typed('text', at(source, `${part}.${word}`)) : (FIRST_WORDS[word] ?? '');
  }
  return { from: policy, template: typed('text', at(policy, 'template')), on, texts };
}

/** The draft as a configuration would write it. What was typed wrong stays wrong: who reads it names the field. */
export function policyJsonOf({ from, template, on, texts }: PolicyDraft): PolicyJson {
  const policy = structuredClone(from) as Record<string, unknown>;
  policy['template'] = template;
  for (const [path, kind] of Object.entries(GENERAL_FIELDS)) put(policy, path, written(kind, texts[path] ?? ''));
  for (const [part, fields] of Object.entries(PARTS)) {
    put(policy, part, on.has(part) ? partJson(part, fields, texts) : null);
  }
  for (const list of ['rules.restricted.only', 'rules.restricted.never']) if (isEmptyList(at(policy, list))) put(policy, list, null);
  return policy;
}

function partJson(part: string, fields: Fields, texts: PolicyDraft['texts']): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  const words = part.startsWith('rules.') ? ['severity'] : ['action', 'execution'];
  const kinds = [...Object.entries(fields), ...words.map((word) => [word, 'text'] as const)];
  for (const [name, kind] of kinds) {
    const text = texts[`${part}.${name}`] ?? '';
    if (MAY_BE_NONE.has(name) && text.trim() === '') put(json, name, null);
    else if (text !== '' || name in fields) put(json, name, written(kind, text));
  }
  return json;
}

/** A list that names nothing is no list. */
function isEmptyList(list: unknown): boolean {
  return isTree(list) && Object.values(list).every((entries) => Array.isArray(entries) && entries.length === 0);
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(policy: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isTree(value) ? value[key] : value === undefined ? undefined : null), policy);
}

function put(policy: Record<string, unknown>, path: string, value: unknown): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    policy[key] = value;
    return;
  }
  const branch = policy[key];
  const tree = isTree(branch) ? branch : {};
  policy[key] = tree;
  put(tree, rest.join('.'), value);
}

function typed(kind: FieldKind, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  return kind === 'percent' ? shifted(text, PERCENT_PLACES) : text;
}

function written(kind: FieldKind, text: string): unknown {
  switch (kind) {
    case 'flag':
      return text === 'true';
    case 'boards':
    case 'list':
      return text.split(/[,，\s]+/).filter((entry) => entry !== '');
    case 'percent':
      return shifted(text.trim(), -PERCENT_PLACES);
    default:
      return text.trim();
  }
}

const PERCENT_PLACES = 2;
const PLAIN = /^(\d*)\.?(\d*)$/;

/** A decimal with its point moved to the right, or to the left; what is none stays as it is. */
function shifted(text: string, places: number): string {
  const match = PLAIN.exec(text);
  if (match === null || text === '' || text === '.') return text;
  const [, whole = '', fraction = ''] = match;
  const digits = whole.padStart(Math.max(0, -places) + 1, '0') + fraction.padEnd(Math.max(0, places), '0');
  const point = Math.max(whole.length, Math.max(0, -places) + 1) + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}
