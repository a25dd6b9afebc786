import './DryRunSection.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DryRunRow, type LineRow, type PlannedSliceRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { NOTHING, formatCompact, formatPercent, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { formatMinute } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { type LineDraft, useLineDryRun } from '../../stores/dry-run.ts';
import { useSettings } from '../../stores/settings.ts';

/** A schedule of hundreds of slices is shown by its beginning. */
const SHOWN = 8;
const AS_IT_STANDS: LineDraft = {};

export interface DryRunSectionProps {
  readonly line: LineRow;
  /** What is about to be made of the line; left out: nothing. */
  readonly draft?: LineDraft;
}

/** What the line would send when, at which worst price, how much of the market that is, and what stands in its way. */
export function DryRunSection({ line, draft = AS_IT_STANDS }: DryRunSectionProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const answer = useLineDryRun(line, draft);
  return (
    <Section title={t('dryRun.title')}>
      {answer !== null && !answer.ok && <p className="warning">{describe(answer.error)}</p>}
      {answer?.ok === true && <Run run={answer.value} digits={priceDigits(line.board)} />}
    </Section>
  );
}

interface RunProps {
  readonly run: DryRunRow;
  readonly digits: number;
}

function Run({ run, digits }: RunProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  return (
    <>
      {run.blockers.map((blocker) => (
        <p key={blocker.code} className="warning">
          {describe(blocker)}
        </p>
      ))}
      {run.waits !== null && <p className="muted">{describe(run.waits)}</p>}
      <Verdicts verdicts={run.verdicts} />
      {run.slices.length > 0 && <Slices slices={run.slices} digits={digits} />}
      <p className="faint">
        {run.dayVolume === null ? t('dryRun.noVolume') : t('dryRun.dayVolume', { volume: formatCompact(run.dayVolume, language) })}
      </p>
    </>
  );
}

interface SlicesProps {
  readonly slices: readonly PlannedSliceRow[];
  readonly digits: number;
}

function Slices({ slices, digits }: SlicesProps) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const shown = whole ? slices : slices.slice(0, SHOWN);
  return (
    <>
      <table className="dry-run" aria-label={t('dryRun.slices')}>
        <thead>
          <tr>
            <th>{t('dryRun.when')}</th>
            <th>{t('dryRun.kind')}</th>
            <th>{t('dryRun.atMost')}</th>
            <th>{t('dryRun.bound')}</th>
            <th>{t('dryRun.share')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((slice) => (
            <SliceRow key={`${slice.kind}-${slice.from}`} slice={slice} digits={digits} />
          ))}
        </tbody>
      </table>
      {slices.length > SHOWN && (
        <Button small tone="quiet" onClick={() => setWhole(!whole)}>
          {whole ? t('dryRun.fewer') : t('dryRun.all', { count: slices.length })}
        </Button>
      )}
    </>
  );
}

function SliceRow({ slice, digits }: { readonly slice: PlannedSliceRow; readonly digits: number }) {
  const { t } = useTranslation();
  const { kind, from, until, quantity, orderQuantity, bound, rest, share } = slice;
  const each = orderQuantity < quantity ? ` (${formatQuantity(orderQuantity)})` : '';
  return (
    <tr className={rest ? 'dry-run-rest' : ''}>
      <td>
        {formatMinute(from)}–{formatMinute(until)}
      </td>
      <td>{rest ? t('dryRun.rest', { kind: t(`dryRun.kinds.${kind}`) }) : t(`dryRun.kinds.${kind}`)}</td>
      <td>
        {formatQuantity(quantity)}
        {each}
      </td>
      <td>{bound === null ? t('dryRun.marketPrice') : formatPrice(bound, digits)}</td>
      <td>{share === null ? NOTHING : formatPercent(share)}</td>
    </tr>
  );
}
