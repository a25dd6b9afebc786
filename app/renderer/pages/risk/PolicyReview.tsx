import './PolicyReview.css';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PolicyCheckRow, type PolicyOutcomeRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { SecondPerson } from '../../components/SecondPerson.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { savePolicy, usePolicy } from '../../stores/policy.ts';
import { PolicyChanges } from './PolicyChanges.tsx';

/** Most orders that are listed; the others are counted. */
const MOST_SHOWN = 50;

/** What the draft would change, what it would have done today, and the reason that puts it in force. */
export function PolicyReview() {
  const { t } = useTranslation();
  const check = usePolicy((ui) => ui.check);
  if (check === null) return <p className="section muted">{t('policy.checking')}</p>;
  return (
    <>
      {check.problems.length > 0 ? (
        <Problems check={check} />
      ) : (
        <>
          <Section title={t('policy.changes')}>
            {check.changes.length === 0 ? <p className="muted">{t('policy.noChanges')}</p> : <PolicyChanges changes={check.changes} />}
          </Section>
          {check.changes.length > 0 && <Outcomes outcomes={check.outcomes} />}
          {check.changes.length > 0 && <Save check={check} />}
        </>
      )}
    </>
  );
}

function Problems({ check }: { readonly check: PolicyCheckRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <Section title={t('policy.problems')}>
      <ul aria-label={t('policy.problems')}>
        {check.problems.map((problem, index) => (
          <li key={index} className="policy-problem">
            <span className="faint">{String(problem.params['field'] ?? '')}</span>
            <span className="warning">{describe(problem)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly PolicyOutcomeRow[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('policy.outcomes')}>
      <p className="faint">{t('policy.outcomesNote')}</p>
      {outcomes.length === 0 ? (
        <p className="muted">{t('policy.noOutcomes')}</p>
      ) : (
        <ul aria-label={t('policy.outcomes')}>
          {outcomes.slice(0, MOST_SHOWN).map((outcome) => (
            <Outcome key={outcome.orderId} outcome={outcome} />
          ))}
        </ul>
      )}
      {outcomes.length > MOST_SHOWN && <p className="muted">{t('policy.more', { count: outcomes.length - MOST_SHOWN })}</p>}
    </Section>
  );
}

function Outcome({ outcome }: { readonly outcome: PolicyOutcomeRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { at, name, side, quantity, price, was, now, allowed, reason } = outcome;
  return (
    <li className="policy-outcome">
      <span className="denied-head">
        <span className="muted">{formatClock(at)}</span>
        <span className="ellipsis">{name}</span>
        <SideWord side={side} />
        <span>
          {formatQuantity(quantity)} @ {formatPrice(price)}
        </span>
      </span>
      <span className={now === 'sent' ? 'warning' : 'stop'}>
        {t(`policy.fates.${was}`)} → {now === 'shrunk' ? t('policy.fates.shrunk', { allowed: formatQuantity(allowed) }) : t(`policy.fates.${now}`)}
      </span>
      {reason !== null && <span className="muted">{describe(reason)}</span>}
    </li>
  );
}

function Save({ check: { changes, needsSecondPerson } }: { readonly check: PolicyCheckRow }) {
  const { t } = useTranslation();
  const saving = usePolicy((ui) => ui.saving);
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState({ name: '', password: '' });
  const complete = reason.trim() !== '' && (!needsSecondPerson || (second.name !== '' && second.password !== ''));
  const looser = changes.some(({ effect }) => effect === 'looser');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (complete && !saving) void savePolicy(reason.trim(), needsSecondPerson ? second : null);
  };
  return (
    <form className="section trading" onSubmit={submit}>
      <label className="trading-reason">
        <span className="field-label">{t('risk.reason')}</span>
        <input value={reason} maxLength={200} autoComplete="off" placeholder={t('risk.reasonNote')} onChange={(event) => setReason(event.target.value)} />
      </label>
      <p className={looser ? 'warning' : 'muted'}>{t(looser ? 'policy.loosens' : 'policy.tightens')}</p>
      {needsSecondPerson && <SecondPerson value={second} onChange={setSecond} />}
      <footer className="trading-actions">
        <Button submit tone="primary" disabled={!complete || saving}>
          {t('policy.save')}
        </Button>
      </footer>
    </form>
  );
}
