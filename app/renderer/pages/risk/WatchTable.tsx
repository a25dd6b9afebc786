import { useTranslation } from 'react-i18next';
import { type WatchRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { NOTHING, formatMoney, formatPercent, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { armWatch, disarmWatch } from '../../stores/watches.ts';
import { ArmSwitch } from './ArmSwitch.tsx';
import { FiredLines } from './FiredLines.tsx';
import { UsedBar } from './Gauge.tsx';

const RATE_ONE = 100_000_000;

type Unit = NonNullable<WatchRow['reading']>['unit'];

const SHOW: Readonly<Record<Unit, (value: number, row: WatchRow) => string>> = {
  price: (value, { board }) => formatPrice(value, priceDigits(board ?? 'main')),
  money: (value) => formatMoney(value),
  share: (value) => formatPercent(value),
  count: (value) => formatQuantity(value),
};

/** What is watched while something is held: how near each watch is, whether it is armed, and what fired. */
export function WatchTable({ watches }: { readonly watches: readonly WatchRow[] }) {
  const { t } = useTranslation();
  if (watches.length === 0) return <p className="watch-none muted">{t('watch.none')}</p>;
  return (
    <table className="rule-table watch-table" aria-label={t('watch.title')}>
      <caption>{t('watch.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('watch.watch')}</th>
          <th scope="col">{t('watch.of')}</th>
          <th scope="col" className="num-head">
            {t('watch.now')}
          </th>
          <th scope="col" className="num-head">
            {t('watch.at')}
          </th>
          <th scope="col">{t('watch.near')}</th>
          <th scope="col">{t('watch.action')}</th>
          <th scope="col">{t('watch.state')}</th>
        </tr>
      </thead>
      <tbody>
        {watches.map((row) => (
          <Watch key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

interface WatchProps {
  readonly row: WatchRow;
}

function Watch({ row }: WatchProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const name = wordFor(language, 'watch', row.watch);
  const of = row.name === '' ? t(`watch.scopes.${row.scope}`) : row.name;
  const { reading } = row;
  return (
    <tr data-fired={row.fired !== null}>
      <th scope="row">
        {name} {row.own && <Badge tone="quiet">{t('watch.own')}</Badge>}
      </th>
      <td className="ellipsis">{of}</td>
      <td className="num">{reading === null ? <span className="faint">{NOTHING}</span> : SHOW[reading.unit](reading.value, row)}</td>
      <td className="num">{reading === null ? <Setting row={row} /> : SHOW[reading.unit](reading.limit, row)}</td>
      <td>{reading !== null && <UsedBar used={row.used / RATE_ONE} label={(percent) => t('watch.gauge', { watch: name, of, percent })} />}</td>
      <td>{t(`watch.actions.${row.setting.action}`)}</td>
      <td>
        <State row={row} label={`${name} ${of}`} />
      </td>
    </tr>
  );
}

function Setting({ row: { unit, setting } }: WatchProps) {
  return <span className="muted">{unit === 'share' ? formatPercent(setting.at) : formatQuantity(setting.at)}</span>;
}

interface StateProps extends WatchProps {
  readonly label: string;
}

/** The switch, and where it has fired, when and with which numbers, the lines that it made and the way to arm it again. */
function State({ row, label }: StateProps) {
  const { fired, armed } = row;
  return (
    <div className="watch-state">
      <ArmSwitch armed={armed} label={label} onChange={(on) => void (on ? armWatch(row, null) : disarmWatch(row))} />
      {fired !== null && <Fired row={row} label={label} />}
    </div>
  );
}

function Fired({ row, label }: StateProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { fired, reading } = row;
  if (fired === null) return null;
  const show = SHOW[reading?.unit ?? 'count'];
  return (
    <>
      <Badge tone="warning">{t('watch.fired', { time: formatClock(fired.at) })}</Badge>
      <span className="muted">{t('watch.compared', { value: show(fired.value, row), limit: show(fired.limit, row) })}</span>
      <FiredLines lines={fired.lines} />
      <Button small tone="quiet" aria-label={t('watch.againOf', { watch: label })} onClick={() => void armWatch(row, null)}>
        {t('watch.again')}
      </Button>
      {fired.unsold.map(({ name, quantity, reason }) => (
        <span key={`${name} ${quantity}`} className="warning watch-unsold">
          {t('watch.unsold', { name, quantity: formatQuantity(quantity) })} {describe(reason)}
        </span>
      ))}
    </>
  );
}
