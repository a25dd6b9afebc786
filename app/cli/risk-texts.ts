import { GATE_RULES } from '../../core/risk/gate.ts';
import { watchText } from './watch-texts.ts';

const TEXTS: Readonly<Record<string, string>> = {
  risk: 'What every order is held against before it leaves.',
  'risk.template':
    '"cautious" or "balanced": where the keys below are left out, they are as in that template. "own": every rule that is not written is off. "none": nobody has chosen; a live account then buys nothing.',
  'risk.maxQuoteAge': 'In the continuous session no order rests on a quote older than this, in seconds.',
  'risk.maxClockSkew': "Nothing is bought on a quote whose time is ahead of this machine's clock by more, in seconds.",
  'risk.maxOrderShare': 'Most that one order may be worth, as a share of equity; 1: no bound.',
  'risk.secondPerson': 'What one person alone may not do; both names are journalled.',
  'risk.secondPerson.overrides': 'Whether a second person has to agree where somebody says yes to a rule that asks.',
  'risk.secondPerson.loosening': 'Whether a second person has to agree to a policy that allows more than the one before.',
  'risk.rules': 'The rules that may be set, by name; null: the rule is off. A limit of 0 is refused.',
};

/** What each rule of the policy is for. Shares of the account are shares of what it was worth when the day opened. */
const RULES: Readonly<Record<string, string>> = {
  permission: 'Boards on which the account may buy (main, chinext, star, bse, etf, bond), and whether shares under risk warning.',
  restricted:
    'Lists "only" (null: everything) and "never" (null: nothing) of what may be bought, by instruments, industries, boards and names ("*ST*": * stands for any letters).',
  priceCollar: 'How much worse than the last and the best opposite price a limit order may be, as fractions.',
  orderSize: 'Most shares, and most yuan, of one order.',
  instrumentShare: 'Most of one instrument, open buys counted, as a share of the account.',
  sectorShare: 'Most of one industry, as a share of the account; a share of unknown industry is not bought.',
  strategyShare: 'Most of one strategy, as a share of the account.',
  exposure: 'Most of all holdings and open buys, as a share of the account.',
  valueAtRisk:
    'Most that a bad day may cost once the order is filled, as shares of the account: the historical one-day value at risk at "confidence", and the mean of the days beyond. Without 250 sessions of every instrument that is a breach.',
  floatShare: "Most of an instrument's shares that can change hands that may be ours, as a fraction.",
  volumeShare: "Most of an instrument's volume of the day so far that may be ours, as a fraction.",
  newBuys: 'Most instruments bought in a day that were not held.',
  orderRate: 'Most orders and cancels in a second, a minute and a day; from "warnShare" of a limit on there is a warning.',
  cancelRatio: 'Most cancels per order of the day, as a fraction, once there are "from" orders.',
  duplicate: 'Most equal orders (instrument, side, type, price, quantity) within "window" seconds.',
  selfTrade: 'Orders that would meet an open one of our own on the other side.',
  dayLoss: 'From this loss of the day on nothing more is bought, as a share of the account.',
  drawdown: "From this fall below the day's highest equity on nothing more is bought, as a fraction of that.",
  lossStreak: 'After so many losing sales in a row nothing more is bought.',
};

const FIELDS: Readonly<Record<string, string>> = {
  most: 'The limit.',
  confidence: 'Share of the days that are not so bad, from 0.5 to 0.999.',
  mostShortfall: 'The limit of the mean loss beyond the confidence.',
  shares: 'Most shares.',
  value: 'Most yuan.',
  boards: 'Boards.',
  riskWarning: 'Whether ST and *ST shares may be bought.',
  only: 'What may be bought.',
  never: 'What may not be bought.',
  instruments: 'Instruments such as 600519.SH.',
  industries: 'Industries as the instruments file writes them.',
  names: 'Names; * stands for any letters.',
  fromLast: 'Against the last price, as a fraction.',
  fromOpposite: 'Against the best opposite price, as a fraction.',
  perSecond: 'In one second.',
  perMinute: 'In one minute.',
  perDay: 'In one day.',
  warnShare: 'From this share of a limit on there is a warning.',
  from: 'Asked from this many orders of the day on.',
  window: 'How far back is looked, in seconds.',
};

const RULE = /^risk\.rules\.(\w+)(?:\.(?:\w+\.)?(\w+))?$/;

/** What is said of a key in the section `risk`; undefined for a key that nobody has explained. */
export function riskText(path: string): string | undefined {
  const match = RULE.exec(path);
  if (match === null) return TEXTS[path] ?? watchText(path);
  const [, rule = '', key] = match;
  if (key === undefined) return RULES[rule];
  return key === 'severity' ? severityText(rule) : FIELDS[key];
}

const SEVERITY_TEXTS = {
  deny: '"deny": not sent',
  ask: '"ask": a plan line waits for a person, a ticket has been confirmed by one',
  shrink: '"shrink": sent for what is allowed',
  warn: '"warn": sent, and said',
} as const;

function severityText(name: string): string {
  const severities = GATE_RULES.find((rule) => rule.name === name)?.severities ?? [];
  return `What a breach leads to: ${severities.map((severity) => SEVERITY_TEXTS[severity]).join('; ')}.`;
}
