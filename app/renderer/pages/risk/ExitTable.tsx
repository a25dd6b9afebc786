import { useTranslation } from 'react-i18next';
import { type ExitRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { formatPercent } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useSettings } from '../../stores/settings.ts';
import { armExit } from '../../stores/watches.ts';
import { ArmSwitch } from './ArmSwitch.tsx';
import { FiredLines } from './FiredLines.tsx';

/** Sales of holdings by a condition: under each exit the holdings that it looks at, the numbers now, and what fired. */
export function ExitTable({ exits }: { readonly exits: readonly ExitRow[] }) {
  const { t } = useTranslation();
  if (exits.length === 0) return null;
  return (
    <table className="rule-table exit-table" aria-label={t('watch.exits')}>
      <caption>{t('watch.exits')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('watch.of')}</th>
          <th scope="col">{t('watch.now')}</th>
          <th scope="col">{t('watch.action')}</th>
          <th scope="col">{t('watch.state')}</th>
        </tr>
      </thead>
      {Array.from(Map.groupBy(exits, ({ exit }) => exit), ([exit, rows]) => (
        <Exit key={exit} rows={rows} />
      ))}
    </table>
  );
}

function Exit({ rows }: { readonly rows: readonly ExitRow[] }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const [first] = rows;
  if (first === undefined) return null;
  const { exit, words, action, share, armed } = first;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          {exit} <span className="muted">{words[language]}</span>
        </th>
        <td>
          {t(`watch.actions.${action}`)} {action !== 'alert' && <span className="muted">{formatPercent(share)}</span>}
        </td>
        <td>
          <ArmSwitch armed={armed} label={exit} onChange={(on) => void armExit(exit, on)} />
        </td>
      </tr>
      {rows.map((row) => (
        <Holding key={row.id} row={row} />
      ))}
    </tbody>
  );
}

function Holding({ row: { name, strategyId, numbers, holds, fired, exit } }: { readonly row: ExitRow }) {
  const { t } = useTranslation();
  return (
    <tr data-fired={fired !== null}>
      <td className="exit-of ellipsis">
        {name} <span className="muted">{strategyId}</span>
      </td>
      <td className={holds === 'unknown' ? 'exit-numbers faint' : 'exit-numbers'}>{numbers}</td>
      <td colSpan={2}>
        {fired !== null && (
          <div className="watch-state">
            <Badge tone="warning">{t('watch.fired', { time: formatClock(fired.at) })}</Badge>
            <FiredLines lines={fired.lines} />
            <Button small tone="quiet" aria-label={t('watch.againOf', { watch: `${exit} ${name}` })} onClick={() => void armExit(exit, true)}>
              {t('watch.again')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
