import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RotationLineRow, type RotationRow, type StrategiesRow } from '../../../preload/contract.ts';
import { Facts } from '../../components/Figure.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Select } from '../../components/Select.tsx';
import { NOTHING, formatMoney, formatQuantity } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { askStrategy, previewSwitch, switchTo } from '../../stores/strategies.ts';

/** Going over from one strategy to another: what is kept, sold and bought, and what that costs, before it is done. */
export function SwitchDialog({ from, row }: { readonly from: string; readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const others = row.strategies.filter(({ id, signals }) => id !== from && signals > 0).map(({ id }) => ({ value: id, label: id }));
  const [to, setTo] = useState(others[0]?.value ?? '');
  const [rotation, setRotation] = useState<RotationRow | null>(null);
  useEffect(() => {
    let current = to !== '';
    const show = async (): Promise<void> => {
      const shown = await previewSwitch(from, to);
      if (current) setRotation(shown);
    };
    if (current) void show();
    return () => {
      current = false;
    };
  }, [from, to]);
  return (
    <ReasonDialog
      title={t('strategies.switchTitle', { from })}
      action={t('strategies.switchConfirm')}
      className="strategies-switch"
      complete={rotation !== null && rotation.to === to}
      onClose={() => askStrategy(null)}
      onSubmit={(reason) => switchTo(from, to, reason)}
    >
      {others.length === 0 ? <p className="warning">{t('strategies.nowhere')}</p> : <Select label={t('strategies.switchTo')} value={to} choices={others} onChange={setTo} />}
      {rotation !== null && <Rotation rotation={rotation} />}
    </ReasonDialog>
  );
}

function Rotation({ rotation }: { readonly rotation: RotationRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { equity, sold, bought, fees, slippage, withoutBook, lines, warnings } = rotation;
  return (
    <>
      <Facts
        facts={[
          [t('strategies.passes'), formatMoney(equity)],
          [t('strategies.sold'), formatMoney(sold)],
          [t('strategies.bought'), formatMoney(bought)],
          [t('strategies.fees'), formatMoney(fees)],
          [t('strategies.slippage'), withoutBook === 0 ? formatMoney(slippage) : `${formatMoney(slippage)} · ${t('strategies.noBook', { count: withoutBook })}`],
        ]}
      />
      <RotationTable lines={lines} />
      {warnings.map((warning) => (
        <p key={warning.code} className="warning">
          {describe(warning)}
        </p>
      ))}
      <p className="muted">{t('strategies.switchNote')}</p>
    </>
  );
}

const SHARES = ['held', 'target', 'kept', 'sold', 'bought'] as const;

function RotationTable({ lines }: { readonly lines: readonly RotationLineRow[] }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <div className="strategies-rotation">
      <table className="strategies-table" aria-label={t('strategies.rotation')}>
        <thead>
          <tr>
            <th scope="col">{t('strategies.instrument')}</th>
            {[...SHARES, 'fees' as const].map((name) => (
              <th key={name} scope="col" className="num-head">
                {t(`strategies.${name}`)}
              </th>
            ))}
            <th scope="col">{t('strategies.notes')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.instrument}>
              <th scope="row">
                {line.name} <small className="muted">{line.instrument}</small>
              </th>
              {SHARES.map((name) => (
                <td key={name} className="number">
                  {line[name] === 0 ? NOTHING : formatQuantity(line[name])}
                </td>
              ))}
              <td className="number">{formatMoney(line.fees)}</td>
              <td className="muted">{line.notes.map(describe).join('；')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
