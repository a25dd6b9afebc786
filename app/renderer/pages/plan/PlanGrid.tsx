import { type RowClassRules } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineRow } from '../../../preload/contract.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { useDescribe } from '../../i18n/refusal.ts';
import { focusLine, isLive, usePlanUi } from '../../stores/plan.ts';
import { lines } from '../../stores/terminal.ts';
import { planColumns } from './plan-columns.tsx';

const ROW_HEIGHT = 28;
const ROW_CLASSES: RowClassRules<LineRow> = {
  'row-quiet': ({ data }) => data?.state === 'skipped' || data?.state === 'expired',
};

export function PlanGrid() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { filter, focused } = usePlanUi();
  const columns = useMemo(() => planColumns(t, describe), [t, describe]);
  const open = (line: LineRow): void =>
    usePlanUi.setState({ focused: line.id, panel: isLive(line) ? 'edit' : 'line' });
  return (
    <DataGrid
      label={t('shell.page.plan')}
      store={lines}
      columns={columns}
      noRows={t('plan.noneMatch')}
      rowHeight={ROW_HEIGHT}
      current={focused}
      quickFilter={filter}
      rowClasses={ROW_CLASSES}
      onSelected={(selected) => usePlanUi.setState({ selected })}
      onFocus={(line) => focusLine(line.id)}
      onOpen={open}
    />
  );
}
