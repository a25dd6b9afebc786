import './LiquidationDialog.css';
import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LiquidationRow, type ScopeInput } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Select } from '../../components/Select.tsx';
import { formatMoney } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { closeLiquidation, liquidateShown, previewLiquidation, useLiquidation } from '../../stores/liquidation.ts';
import { strategyNames } from '../../stores/risk.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { StyleFields } from '../plan/StyleFields.tsx';
import { formOf, styleOf } from '../plan/style-form.ts';
import { LiquidationTable } from './LiquidationTable.tsx';

/** Prices move on while the trader reads. */
const REFRESH_MS = 3_000;
const TAKES_THE_MARKET = formOf({ style: 'bestFive', rest: 'cancel', bound: 5_000_000 });
const EVERYTHING = '';

/** 清仓: every holding with what it would bring and what keeps it from being sold, and a confirmation of its own. */
export function LiquidationDialog() {
  const { t } = useTranslation();
  const [strategy, setStrategy] = useState(EVERYTHING);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [form, setForm] = useState(TAKES_THE_MARKET);
  const shown = useLiquidation((state) => state.shown);
  useEffect(() => {
    const style = styleOf(form);
    if (style === null) return;
    const wanted = { scope: scopeOf(strategy, chosen), style };
    void previewLiquidation(wanted);
    const timer = setInterval(() => void previewLiquidation(wanted), REFRESH_MS);
    return () => clearInterval(timer);
  }, [strategy, chosen, form]);

  const strategies = strategyNames().map((name) => ({ value: name, label: name }));
  return (
    <Dialog title={t('liquidation.title')} className="liquidation" onClose={closeLiquidation}>
      <div className="liquidation-body">
        <section className="liquidation-choices">
          <Select
            label={t('liquidation.scope')}
            value={strategy}
            choices={[{ value: EVERYTHING, label: t('liquidation.all') }, ...strategies]}
            onChange={(name) => {
              setStrategy(name);
              setChosen(null);
            }}
          />
          <StyleFields form={form} onChange={setForm} />
        </section>
        <section className="liquidation-preview">
          {shown !== null && <LiquidationTable rows={shown.row.lines} onOnly={strategy === EVERYTHING ? setChosen : null} only={chosen} />}
        </section>
      </div>
      {shown !== null && <Totals row={shown.row} />}
      <Foot />
    </Dialog>
  );
}

function scopeOf(strategy: string, chosen: readonly string[] | null): ScopeInput {
  if (strategy !== EVERYTHING) return { kind: 'strategy', strategy };
  return chosen === null ? { kind: 'all' } : { kind: 'instruments', instruments: [...chosen] };
}

function Totals({ row }: { readonly row: LiquidationRow }) {
  const { t } = useTranslation();
  const sold = row.lines.filter(({ quantity }) => quantity > 0);
  const sum = (of: (line: LiquidationRow['lines'][number]) => number): number => sold.reduce((total, line) => total + of(line), 0);
  return (
    <div className="liquidation-totals">
      <Facts
        facts={[
          [t('liquidation.holdings'), t('liquidation.holdingsOf', { sold: sold.length, all: row.lines.length })],
          [t('liquidation.value'), formatMoney(sum(({ value }) => value))],
          [t('liquidation.fees'), formatMoney(sum(({ fees }) => fees))],
          [t('liquidation.proceeds'), formatMoney(row.proceeds)],
          [t('liquidation.givesWay'), t('liquidation.givesWayOf', { buys: row.stoppedBuys, sells: row.stoppedSells, orders: row.cancelled })],
        ]}
      />
    </div>
  );
}

/** The account's own name has to be typed: no slip of a finger sells out. */
function Foot() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const account = useTerminal((state) => state.status?.account ?? '');
  const { shown, refused, sending } = useLiquidation();
  const [typed, setTyped] = useState('');
  const [lift, setLift] = useState(false);
  const held = shown?.row.held ?? [];
  const sells = shown?.row.lines.some(({ quantity }) => quantity > 0) === true;
  const ready = sells && !sending && typed.trim() === account && (held.length === 0 || lift);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (ready) void liquidateShown(lift);
  };
  return (
    <form className="liquidation-foot" onSubmit={submit}>
      {refused !== null && (
        <p className="stop" role="alert">
          {describe(refused)}
        </p>
      )}
      {held.length > 0 && (
        <label className="liquidation-lift warning">
          <input type="checkbox" checked={lift} onChange={(event) => setLift(event.target.checked)} />
          {held.map(describe).join(t('liquidation.and'))}
          {t('liquidation.lift')}
        </label>
      )}
      <label className="liquidation-confirm">
        <span>{t('liquidation.typeAccount', { account })}</span>
        <input data-autofocus value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Button onClick={closeLiquidation} disabled={sending}>
        {t('common.cancel')}
      </Button>
      <Button submit tone="sell" disabled={!ready}>
        {t('liquidation.confirm')}
      </Button>
    </form>
  );
}
