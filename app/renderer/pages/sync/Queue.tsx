import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type UploadRow } from '../../../preload/contract.ts';
import { numberColumn } from '../../grid/columns.tsx';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { formatQuantity } from '../../format/number.ts';
import { previewUpload, uploads, useSync } from '../../stores/sync.ts';

/** Everything that goes up or has, the latest first; a row shows what is in it. */
export function Queue() {
  const { t } = useTranslation();
  const preview = useSync((ui) => ui.preview);
  const columns = useMemo<readonly ColDef<UploadRow>[]>(
    () => [
      { headerName: t('sync.date'), field: 'date', width: 108, sort: 'desc' },
      { headerName: t('sync.kindHead'), width: 120, valueGetter: ({ data }) => (data === undefined ? '' : t(`sync.kind.${data.kind}`)) },
      numberColumn<UploadRow>(t('sync.size'), 92, ({ bytes }) => bytes, formatQuantity),
      { headerName: t('sync.stateHead'), width: 92, valueGetter: ({ data }) => (data === undefined ? '' : stateOf(data, t)) },
      numberColumn<UploadRow>(t('sync.attempts'), 72, ({ attempts }) => attempts, formatQuantity),
      numberColumn<UploadRow>(t('sync.place'), 108, ({ place }) => place ?? 0, (place) => (place === 0 ? '—' : formatQuantity(place))),
      { headerName: t('sync.problem'), field: 'problem', flex: 1, minWidth: 200 },
    ],
    [t],
  );
  const current = preview === null ? null : (shownRow(preview.date, preview.kind) ?? null);
  return (
    <div className="sync-queue">
      <DataGrid
        label={t('sync.queue')}
        store={uploads}
        columns={columns}
        noRows={t('sync.noItems')}
        current={current}
        onFocus={({ date, kind }) => void previewUpload(date, kind)}
        small
      />
    </div>
  );
}

function shownRow(date: string, kind: string): string | undefined {
  return [...uploads.getState().rows.values()].find((row) => row.date === date && row.kind === kind)?.id.toString();
}

function stateOf({ place, problem }: UploadRow, t: TFunction): string {
  if (place !== null) return t('sync.sent');
  return t(problem === null ? 'sync.waitingItem' : 'sync.failing');
}
