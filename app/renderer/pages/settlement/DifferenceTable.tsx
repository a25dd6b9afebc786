import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type BookingRow, type DayDifferenceRow, type SettlementRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { formatMoney, formatQuantity, signed } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { askFor } from '../../stores/settlement.ts';
import { useSettings } from '../../stores/settings.ts';
import { comparedText } from './compared-text.ts';

const RESOLUTIONS = ['accept', 'edit', 'refuse'] as const;

/** Everything that our books and the broker's did not agree about, with what would set it right and what was made of it. */
export function DifferenceTable({ settlement: { differences, stage } }: { readonly settlement: SettlementRow }) {
  const { t } = useTranslation();
  if (differences.length === 0) return <p className="section muted">{t('settlement.noDifferences')}</p>;
  return (
    <table className="settle-table settle-differences" aria-label={t('settlement.differences')}>
      <caption>{t('settlement.differences')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('settlement.differenceHead')}</th>
          <th scope="col">{t('settlement.ours')}</th>
          <th scope="col">{t('settlement.brokers')}</th>
          <th scope="col">{t('settlement.proposal')}</th>
          <th scope="col">{t('settlement.decision')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <Difference key={difference.id} difference={difference} final={stage === 'sealed'} />
        ))}
      </tbody>
    </table>
  );
}

interface DifferenceProps {
  readonly difference: DayDifferenceRow;
  /** Nothing can be decided any more. */
  readonly final: boolean;
}

function Difference({ difference, final }: DifferenceProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const { code, name, about, fields, places, correction, proposal, resolved } = difference;
  return (
    <tr data-open={resolved === null}>
      <th scope="row">
        <p>{wordFor(language, 'difference', code)}</p>
        <p className="muted selectable">{`${name} ${about}`.trim()}</p>
        {places.map(({ file, line }) => (
          <p key={`${file} ${line}`} className="faint selectable">
            {t('settlement.place', { file, line })}
          </p>
        ))}
      </th>
      <td className="selectable">
        {fields.map((field) => (
          <p key={field.name}>
            <span className="faint">{wordFor(language, 'compared', field.name)}</span> {comparedText(field.ours, language)}
          </p>
        ))}
      </td>
      <td className="selectable">
        {fields.map((field) => (
          <p key={field.name}>
            <span className="faint">{wordFor(language, 'compared', field.name)}</span> {comparedText(field.brokers, language)}
          </p>
        ))}
      </td>
      <td>
        <p>{wordFor(language, 'correction', correction)}</p>
        <p className="muted">{bookingText(proposal, t)}</p>
      </td>
      <td>{resolved === null ? !final && <Decide difference={difference} /> : <Resolved resolved={resolved} />}</td>
    </tr>
  );
}

function Decide({ difference }: { readonly difference: DayDifferenceRow }) {
  const { t } = useTranslation();
  return (
    <span className="settle-decide">
      {RESOLUTIONS.map((resolution) => (
        <Button key={resolution} small onClick={() => askFor({ kind: 'resolve', difference, resolution })}>
          {t(`settlement.resolution.${resolution}`)}
        </Button>
      ))}
    </span>
  );
}

function Resolved({ resolved }: { readonly resolved: NonNullable<DayDifferenceRow['resolved']> }) {
  const { t } = useTranslation();
  const { resolution, by, at, booked, reason } = resolved;
  return (
    <>
      <p>{t('settlement.resolved', { resolution: t(`settlement.resolution.${resolution}`), by, time: formatClock(at) })}</p>
      {booked !== null && <p className="muted">{bookingText(booked, t)}</p>}
      <p className="muted selectable">{reason}</p>
    </>
  );
}

/** What a correction adds to the books, in words. */
export function bookingText(booking: BookingRow | null, t: TFunction): string {
  if (booking === null) return t('settlement.takeNote');
  const { cash, instrument, quantity } = booking;
  const parts = [
    ...(cash === 0 ? [] : [t('settlement.cashBooking', { cash: signed(cash, formatMoney(cash)) })]),
    ...(instrument === null || quantity === 0 ? [] : [t('settlement.shareBooking', { instrument, quantity: signed(quantity, formatQuantity(quantity)) })]),
  ];
  return parts.length === 0 ? t('settlement.takeNote') : parts.join(' · ');
}
