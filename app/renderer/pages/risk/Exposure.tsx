import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExposureKind } from '../../../preload/contract.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { formatMoney, formatPercent } from '../../format/number.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { type MeasuredProps } from './Measures.tsx';
import { MeasureTable } from './MeasureTable.tsx';

const KINDS = ['instrument', 'sector', 'board', 'strategy'] as const satisfies readonly ExposureKind[];

/** Where the money sits, by one of four ways to cut it. */
export function Exposure({ row }: MeasuredProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const [kind, setKind] = useState<ExposureKind>('instrument');
  const nameOf = (name: string): string => {
    if (name === '') return t('measures.unknown');
    return kind === 'board' ? wordFor(language, 'board', name) : name;
  };
  const columns = [
    { title: t('measures.name') },
    { title: t('measures.value'), number: true },
    { title: t('measures.share'), number: true },
  ];
  const rows = row.exposure[kind].map(({ name, value, share }) => ({ key: name, cells: [nameOf(name), formatMoney(value), formatPercent(share)] }));
  const choices = KINDS.map((value) => ({ value, label: t(`measures.kinds.${value}`) }));
  return (
    <MeasureTable
      title={t('measures.exposure')}
      columns={columns}
      rows={rows}
      note={<Segmented label={t('measures.exposure')} value={kind} choices={choices} onChange={setKind} />}
    />
  );
}
