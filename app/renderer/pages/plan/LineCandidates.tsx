import { useTranslation } from 'react-i18next';
import { type CandidatesRow, type LineRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { formatCountdown, formatMinute } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { showLine } from '../../stores/plan.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { lines } from '../../stores/terminal.ts';

export interface LineCandidatesProps {
  readonly line: LineRow;
}

/** What is bought in the line's place when nobody sells to it, who was passed over, and the way to the other line. */
export function LineCandidates({ line }: LineCandidatesProps) {
  const { t } = useTranslation();
  const { candidates, standsFor } = line;
  if (candidates === null && standsFor === null) return null;
  return (
    <Section title={t('plan.candidates')}>
      {standsFor !== null && <OtherLine id={standsFor} label={t('plan.standsFor')} />}
      {candidates !== null && <Policy candidates={candidates} />}
      {candidates !== null && <Looked candidates={candidates} />}
      {candidates?.replacedBy != null && <OtherLine id={candidates.replacedBy} label={t('plan.replacedBy')} />}
    </Section>
  );
}

function Policy({ candidates }: { readonly candidates: CandidatesRow }) {
  const { t } = useTranslation();
  const { from, lastingMs, start, end } = candidates;
  const source = from === 'sector' ? t('plan.fromSector') : from.map(({ name }) => name).join(t('plan.listComma'));
  return <p className="muted">{t('plan.candidatesFrom', { from: formatMinute(start), until: formatMinute(end), lasting: formatCountdown(lastingMs), source })}</p>;
}

function Looked({ candidates: { reason, refused } }: { readonly candidates: CandidatesRow }) {
  const describe = useDescribe();
  return (
    <>
      {reason !== null && <p>{describe(reason)}</p>}
      <ul className="candidates">
        {refused.map((candidate) => (
          <li key={candidate.instrument}>
            <span>
              {candidate.name} <small>{candidate.instrument}</small>
            </span>
            <span className="warning">{describe(candidate.reason)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function OtherLine({ id, label }: { readonly id: string; readonly label: string }) {
  const name = useRowsValue(lines, (rows) => rows.get(id)?.name ?? id);
  return (
    <p>
      <Button tone="quiet" small onClick={() => showLine(id)}>
        {label} {name}
      </Button>
    </p>
  );
}
