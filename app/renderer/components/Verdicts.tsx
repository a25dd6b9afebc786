import './Verdicts.css';
import { ArrowDownToLine, Ban, Check, type LucideIcon, TriangleAlert, UserRoundCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Verdict } from '../../preload/contract.ts';
import { useDescribe } from '../i18n/refusal.ts';

type Kind = Verdict['kind'] | 'ask';

const ICONS: Readonly<Record<Kind, LucideIcon>> = {
  pass: Check,
  warn: TriangleAlert,
  shrink: ArrowDownToLine,
  ask: UserRoundCheck,
  deny: Ban,
};
const TONES: Readonly<Record<Kind, string>> = { pass: 'faint', warn: 'warning', shrink: 'warning', ask: 'warning', deny: 'stop' };
const GRAVITY: readonly Kind[] = ['deny', 'ask', 'shrink', 'warn', 'pass'];

/** The gravest kind among the verdicts, and how many are of it. */
export function gravest(verdicts: readonly Verdict[]): { readonly kind: Kind; readonly count: number } | null {
  const kind = GRAVITY.find((candidate) => verdicts.some((verdict) => verdict.kind === candidate));
  return kind === undefined ? null : { kind, count: verdicts.filter((verdict) => verdict.kind === kind).length };
}

export interface VerdictsProps {
  readonly verdicts: readonly Verdict[];
  /** Leaves plain passes to one line that counts them. */
  readonly brief?: boolean;
}

/** What each rule said, gravest first, with the numbers that it compared. */
export function Verdicts({ verdicts, brief = false }: VerdictsProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const sorted = verdicts.toSorted((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind));
  const shown = brief ? sorted.filter(({ kind }) => kind !== 'pass') : sorted;
  const passes = sorted.length - shown.length;
  return (
    <ul>
      {shown.map((verdict) => (
        <VerdictRow key={`${verdict.rule}-${verdict.code}`} kind={verdict.kind} text={describe(verdict)} />
      ))}
      {passes > 0 && <VerdictRow kind="pass" text={t('plan.rulesPassed', { count: passes })} />}
    </ul>
  );
}

interface VerdictRowProps {
  readonly kind: Kind;
  readonly text: string;
}

function VerdictRow({ kind, text }: VerdictRowProps) {
  const { t } = useTranslation();
  const Icon = ICONS[kind];
  return (
    <li className={`verdict verdict-${kind}`}>
      <Icon size={14} aria-label={t(`words.verdict.${kind}`)} />
      <span className="selectable">{text}</span>
    </li>
  );
}

/** The verdicts in one short word, for a table. */
export function VerdictShort({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const { t } = useTranslation();
  const worst = gravest(verdicts);
  if (worst === null) return null;
  const Icon = ICONS[worst.kind];
  return (
    <span className={`verdict-short ${TONES[worst.kind]}`}>
      <Icon size={14} />
      {t(`words.verdict.${worst.kind}`)}
      {worst.kind !== 'pass' && worst.count > 1 && ` ${worst.count}`}
    </span>
  );
}
