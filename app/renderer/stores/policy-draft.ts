import { type PolicyJson } from '../../preload/contract.ts';

/** How a setting is typed. Percent are fractions in the policy. */
export type FieldKind = 'percent' | 'count' | 'shares' | 'money' | 'seconds' | 'flag' | 'boards' | 'list';

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

export const BOARDS = ['main', 'chinext', 'star', 'bse', 'etf', 'bond'] as const;

/** A policy while it is edited: every setting as it was typed, so that half a number is not mended under one's fingers. */
export interface PolicyDraft {
  /** What the draft began with; settings that have no field here stay as they are in it. */
  readonly from: PolicyJson;
  readonly template: string;
  /** Names of the rules that are on. */
  readonly on: ReadonlySet<string>;
  /** By path: `rules.exposure.most`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** How a setting is typed, by its path; null for one that has no field. */
export function kindOf(path: string): FieldKind | null {
  const [head, rule = '', ...rest] = path.split('.');
  return (head === 'rules' ? RULE_FIELDS[rule]?.[rest.join('.')] : GENERAL_FIELDS[path]) ?? null;
}

/** @param defaults What a rule that is off begins with when it is turned on. */
export function draftOf(policy: PolicyJson, defaults: PolicyJson): PolicyDraft {
  const rules = Object.keys(RULE_FIELDS);
  const on = new Set(rules.filter((rule) => at(policy, `rules.${rule}`) !== null));
  const texts: Record<string, string> = {};
  for (const [path, kind] of Object.entries(GENERAL_FIELDS)) texts[path] = typed(kind, at(policy, path));
  for (const [rule, fields] of Object.entries(RULE_FIELDS)) {
    const source = on.has(rule) ? policy : defaults;
    for (const [name, kind] of Object.entries(fields)) {
      const path = `rules.${rule}.${name}`;
      texts[path] = typed(kind, at(source, path));
    }
    texts[`rules.${rule}.severity`] = typed('list', at(source, `rules.${rule}.severity`));
  }
  return { from: policy, template: typed('list', at(policy, 'template')), on, texts };
}

/** The draft as a configuration would write it. What was typed wrong stays wrong: who reads it names the field. */
export function policyJsonOf({ from, template, on, texts }: PolicyDraft): PolicyJson {
  const policy = structuredClone(from) as Record<string, unknown>;
  policy['template'] = template;
  for (const [path, kind] of Object.entries(GENERAL_FIELDS)) put(policy, path, written(kind, texts[path] ?? ''));
  for (const [rule, fields] of Object.entries(RULE_FIELDS)) {
    put(policy, `rules.${rule}`, on.has(rule) ? {} : null);
    if (!on.has(rule)) continue;
    for (const [name, kind] of Object.entries(fields)) {
      put(policy, `rules.${rule}.${name}`, written(kind, texts[`rules.${rule}.${name}`] ?? ''));
    }
    const severity = texts[`rules.${rule}.severity`] ?? '';
    if (severity !== '') put(policy, `rules.${rule}.severity`, severity);
  }
  for (const list of ['rules.restricted.only', 'rules.restricted.never']) if (isEmptyList(at(policy, list))) put(policy, list, null);
  return policy;
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
