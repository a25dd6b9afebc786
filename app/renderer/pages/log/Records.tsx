import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type RecordRow, type Refusal } from '../../../preload/contract.ts';
import { Select } from '../../components/Select.tsx';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { records, useLog } from '../../stores/log.ts';
import { stepWord } from '../review/WhySteps.tsx';

/** The day's journal, the latest first, by kind and by whatever is typed. */
export function Records() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { search, type } = useLog();
  const columns = useMemo<readonly ColDef<RecordRow>[]>(
    () => [
      { headerName: t('log.seq'), field: 'seq', width: 76, sort: 'desc', headerClass: 'num-head', cellClass: 'num' },
      { headerName: t('log.at'), width: 92, valueGetter: ({ data }) => (data === undefined ? '' : formatClock(data.at)) },
      { headerName: t('log.kind'), width: 148, valueGetter: ({ data }) => (data === undefined ? '' : t(`log.type.${data.type}`)) },
      { headerName: t('log.by'), field: 'by', width: 84 },
      { headerName: t('log.instrument'), width: 150, valueGetter: ({ data }) => (data === undefined ? '' : `${data.instrument} ${data.name}`.trim()) },
      {
        headerName: t('log.detail'),
        flex: 1,
        minWidth: 240,
        valueGetter: ({ data }) => (data === undefined ? '' : contentOf(t, describe, data)),
      },
    ],
    [t, describe],
  );
  const include = useMemo(() => (type === '' ? undefined : (row: RecordRow) => row.type === type), [type]);
  const { rows } = useStore(records);
  const found = [...new Set([...rows.values()].map((row) => row.type))];
  const kinds = [{ value: '', label: t('log.allKinds') }, ...found.map((value) => ({ value, label: t(`log.type.${value}`) }))];
  return (
    <div className="log-records">
      <div className="log-filter">
        <Select label={t('log.kind')} value={type} choices={kinds} onChange={(value) => useLog.setState({ type: value })} />
        <input
          className="field-text"
          type="search"
          aria-label={t('log.search')}
          placeholder={t('log.search')}
          value={search}
          onChange={({ target }) => useLog.setState({ search: target.value })}
        />
      </div>
      <DataGrid
        label={t('log.records')}
        store={records}
        columns={columns}
        noRows={t('log.noRecords')}
        quickFilter={search}
        small
        {...(include === undefined ? {} : { include })}
      />
    </div>
  );
}

/** In words; the bare facts of what no words are made for. */
function contentOf(t: TFunction, describe: (reason: Refusal) => string, row: RecordRow): string {
  const { type, said, numbers, reason, verdicts } = row;
  const word = stepWord(t, { ...row, by: row.by === '' ? null : row.by });
  const told = [said, numbers, reason === null ? null : describe(reason), ...verdicts.map(describe)].filter((text) => text !== null);
  const words = word === t(`log.type.${type}`) ? told : [word, ...told];
  return words.length === 0 ? row.detail : words.join(' · ');
}
