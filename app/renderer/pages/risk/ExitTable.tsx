import { useTranslation } from 'react-i18next';
import { type ExitRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { formatPercent } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { showLine } from '../../stores/plan.ts';
import { useSettings } from '../../stores/settings.ts';
import { armExit } from '../../stores/watches.ts';

interface ExitProps {
  readonly row: ExitRow;
}

/** Sales of holdings by a condition: what each waits for, the numbers now, and what fired. */
export function ExitTable({ exits }: { readonly exits: readonly ExitRow[] }) {
  const { t } = useTranslation();
  if (exits.length === 0) return null;
  return (
    <table className="rule-table exit-table" aria-label={t('watch.exits')}>
      <caption>{t('watch.exits')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('watch.exit')}</th>
          <th scope="col">{t('watch.of')}</th>
          <th scope="col">{t('watch.condition')}</th>
          <th scope="col">{t('watch.now')}</th>
          <th scope="col">{t('watch.action')}</th>
          <th scope="col">{t('watch.state')}</th>
        </tr>
      </thead>
      <tbody>
        {exits.map((row) => (
          <Exit key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Exit({ row }: ExitProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const { exit, name, strategyId, words, numbers, holds, action, share } = row;
  return (
    <tr data-fired={row.fired !== null}>
      <th scope="row">{exit}</th>
      <td className="ellipsis">
        {name} <span className="muted">{strategyId}</span>
      </td>
      <td>{words[language]}</td>
      <td className="exit-numbers">{holds === 'unknown' ? <span className="faint">{numbers}</span> : numbers}</td>
      <td>
        {t(`watch.actions.${action}`)} {action !== 'alert' && <span className="muted">{formatPercent(share)}</span>}
      </td>
      <td>
        <ExitState row={row} />
      </td>
    </tr>
  );
}

function ExitState({ row: { exit, armed, fired, name } }: ExitProps) {
  const { t } = useTranslation();
  const [line] = fired?.lines ?? [];
  return (
    <div className="watch-state">
      <Button
        small
        role="switch"
        aria-checked={armed}
        aria-label={`${exit} ${name}`}
        tone={armed ? 'neutral' : 'quiet'}
        onClick={() => void armExit(exit, !armed)}
      >
        {t(armed ? 'watch.armed' : 'watch.disarmed')}
      </Button>
      {fired !== null && <Badge tone="warning">{t('watch.fired', { time: formatClock(fired.at) })}</Badge>}
      {line !== undefined && (
        <Button small tone="quiet" onClick={() => showLine(line)}>
          {t('watch.lines', { count: fired?.lines.length })}
        </Button>
      )}
      {fired !== null && (
        <Button small tone="quiet" aria-label={t('watch.againOf', { watch: exit })} onClick={() => void armExit(exit, true)}>
          {t('watch.again')}
        </Button>
      )}
    </div>
  );
}
