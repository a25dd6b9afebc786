import './StrategiesPage.css';
import { Layers } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type StrategiesRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { formatMoney } from '../../format/number.ts';
import { readStrategies, replan, showStrategyTable, useStrategies } from '../../stores/strategies.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { ChangesTable } from './ChangesTable.tsx';
import { Nettings } from './Nettings.tsx';
import { StrategyDialogs } from './StrategyDialogs.tsx';
import { StrategyPanel } from './StrategyPanel.tsx';
import { StrategyTable } from './StrategyTable.tsx';
import { TargetTable } from './TargetTable.tsx';

/** Profits move with the market. */
const REFRESH_MS = 2_000;

/** 策略: what the account follows, with how much, what each wants and holds, and whose the rest is. */
export function StrategiesPage() {
  const { t } = useTranslation();
  const row = useStrategies((ui) => ui.row);
  const selected = useStrategies((ui) => ui.selected);
  const account = useTerminal((state) => state.status?.account);
  const date = useTerminal((state) => state.status?.date);
  useEffect(() => {
    void readStrategies();
    const timer = setInterval(() => void readStrategies(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [account, date]);
  if (row === null) return <Empty title={t('strategies.loading')} />;
  if (row.strategies.length === 0) return <Empty icon={<Layers size={32} />} title={t('strategies.none')} text={t('strategies.noneText')} />;
  const strategy = row.strategies.find(({ id }) => id === selected);
  return (
    <div className="strategies">
      <div className="strategies-main">
        <Head row={row} />
        <StrategyTable row={row} selected={selected} />
        <Nettings row={row} />
        <Details row={row} />
      </div>
      {strategy !== undefined && <StrategyPanel key={strategy.id} strategy={strategy} row={row} />}
      <StrategyDialogs row={row} />
    </div>
  );
}

function Head({ row }: { readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const { mode, account, equity, strategies } = row;
  const followed = strategies.filter(({ settings }) => settings !== null).length;
  return (
    <header className="strategies-head">
      <h2>{account}</h2>
      <Badge tone={mode === 'live' ? 'stop' : 'accent'}>{t(`words.mode.${mode}`)}</Badge>
      <p className="muted">
        {t('strategies.followed', { count: followed })} · {t('strategies.equity')} <span className="number">{formatMoney(equity)}</span>
      </p>
      <Button small disabled={strategies.every(({ signals }) => signals === 0)} title={t('strategies.replanNote')} onClick={() => void replan()}>
        {t('strategies.replan')}
      </Button>
    </header>
  );
}

function Details({ row }: { readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const table = useStrategies((ui) => ui.table);
  return (
    <div className="strategies-details">
      <Tabs
        label={t('strategies.details')}
        active={table}
        onActive={showStrategyTable}
        tabs={[
          { name: 'targets', label: t('strategies.targets'), count: row.targets.length, body: <TargetTable targets={row.targets} /> },
          { name: 'changes', label: t('strategies.changes'), count: row.changes.length, body: <ChangesTable changes={row.changes} /> },
        ]}
      />
    </div>
  );
}
