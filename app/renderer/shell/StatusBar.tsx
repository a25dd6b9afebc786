import './StatusBar.css';
import { CirclePause, OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { classes, trendClass } from '../components/classes.ts';
import { useNow } from '../components/useNow.ts';
import { formatMoney, formatPercent, signed } from '../format/number.ts';
import { formatAge, formatCountdown } from '../format/time.ts';
import { useDescribe } from '../i18n/refusal.ts';
import { timeOfDayOf, type EpochMs } from '../../../core/kernel/time.ts';
import { sessionNow, useTerminal } from '../stores/terminal.ts';
import { showPage } from '../stores/ui.ts';
import { SyncPart } from './SyncPart.tsx';
import { GatewayPart } from './GatewayPart.tsx';
import { UserMenu } from './UserMenu.tsx';
import { StopControl } from './StopControl.tsx';

/** How often ages and countdowns are drawn. */
const TICK_MS = 250;
/** A live feed sends every three seconds; one that has said nothing for this long is shown as late. */
const LATE_MS = 10_000;

const NONE: readonly string[] = [];

/** What must be in sight whatever the trader is doing. */
export function StatusBar() {
  const { t } = useTranslation();
  const known = useTerminal((state) => state.status !== null);
  return (
    <footer className="status-bar" aria-label={t('shell.status')}>
      {known && (
        <>
          <ModePart />
          <BrokerPart />
          <QuotesPart />
          <PhasePart />
          <PausesPart />
          <StrategyPausesPart />
          <span className="status-spring" />
          <SyncPart />
          <UserMenu />
          <ProfitPart />
          <StopControl />
        </>
      )}
    </footer>
  );
}

function ModePart() {
  const { t } = useTranslation();
  const mode = useTerminal((state) => state.status?.mode ?? 'paper');
  const account = useTerminal((state) => state.status?.account);
  return (
    <>
      <span className="status-mode" data-mode={mode} data-testid="mode">
        {t(`words.mode.${mode}`)}
      </span>
      <span className="status-part" title={t('shell.account')}>
        {account}
      </span>
    </>
  );
}

function BrokerPart() {
  const { t } = useTranslation();
  const broker = useTerminal((state) => state.status?.broker ?? 'connecting');
  const gateway = useTerminal((state) => state.status?.gateway ?? null);
  if (gateway !== null) return <GatewayPart gateway={gateway} />;
  return (
    <span className="status-part">
      <span className="status-dot" data-state={broker} />
      {t('shell.broker')}
      <span className="muted">{t(`words.connection.${broker}`)}</span>
    </span>
  );
}

function QuotesPart() {
  const now = useNow(TICK_MS);
  const { t } = useTranslation();
  const connection = useTerminal((state) => state.status?.quotes ?? 'connecting');
  const arrival = useTerminal((state) => state.status?.lastQuoteArrival ?? null);
  const age = arrival === null ? null : Math.max(0, now - arrival);
  const running = useTerminal((state) => state.status?.playback?.playing ?? true);
  const late = running && connection === 'connected' && age !== null && age > LATE_MS;
  return (
    <span className="status-part" title={t('shell.quoteAge')}>
      <span className="status-dot" data-state={connection} />
      {t('shell.quotes')}
      <span className={classes('status-age', late ? 'warning' : 'muted')}>
        {connection === 'connected' && age !== null ? formatAge(age) : t(`words.connection.${connection}`)}
      </span>
    </span>
  );
}

function PhasePart() {
  useNow(TICK_MS);
  const { t } = useTranslation();
  const phase = useTerminal((state) => state.status?.phase ?? null);
  const state = useTerminal.getState();
  if (phase === null) return <span className="status-part muted">{t('shell.noSession')}</span>;
  const left = phase.until - timeOfDayOf(sessionNow(state) as EpochMs);
  return (
    <span className="status-part">
      {t(`words.phase.${phase.name}`)}
      {phase.name !== 'closed' && <span className="muted">{t('shell.left', { time: formatCountdown(left) })}</span>}
      {!phase.cancel && phase.entry && <Badge tone="warning">{t('shell.noCancel')}</Badge>}
    </span>
  );
}

function PausesPart() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const buys = useTerminal((state) => state.status?.pauses.buys === true);
  const sells = useTerminal((state) => state.status?.pauses.sells === true);
  const halted = useTerminal((state) => state.status?.halted ?? null);
  const settled = useTerminal((state) => state.status?.settled === true);
  const trading = useTerminal((state) => state.status?.trading ?? 'active');
  if (!buys && !sells && trading === 'active' && halted === null && !settled) return null;
  return (
    <span className="status-part" role="status">
      {halted !== null && (
        <span title={describe(halted)}>
          <Badge tone="stop">
            <OctagonX size={12} />
            {t('shell.halted')}
          </Badge>
        </span>
      )}
      {halted === null && trading !== 'active' && (
        <Badge tone={trading === 'halted' ? 'stop' : 'warning'}>{t(`shell.trading.${trading}`)}</Badge>
      )}
      {buys && <PauseBadge text={t('shell.buysPaused')} />}
      {sells && <PauseBadge text={t('shell.sellsPaused')} />}
      {settled && <Badge tone="accent">{t('shell.settled')}</Badge>}
      <Unsealed />
    </span>
  );
}

/** Leads to where the day is sealed, for until then the next one may not trade. */
function Unsealed() {
  const { t } = useTranslation();
  const unsealed = useTerminal((state) => state.day?.final === false);
  if (!unsealed) return null;
  return (
    <Button small onClick={() => showPage('settlement')}>
      <Badge tone="stop">{t('settlement.notSealed')}</Badge> {t('settlement.goSettle')}
    </Button>
  );
}

function StrategyPausesPart() {
  const { t } = useTranslation();
  const strategies = useTerminal((state) => state.status?.pauses.strategies ?? NONE);
  if (strategies.length === 0) return null;
  return (
    <span className="status-part" role="status" aria-label={t('shell.strategies')}>
      {strategies.map((name) => (
        <PauseBadge key={name} text={t('shell.strategyPaused', { name })} />
      ))}
    </span>
  );
}

function PauseBadge({ text }: { readonly text: string }) {
  return (
    <Badge tone="warning">
      <CirclePause size={12} />
      {text}
    </Badge>
  );
}

function ProfitPart() {
  const { t } = useTranslation();
  const account = useTerminal((state) => state.account);
  if (account === null) return null;
  const { dayPnl, dayPnlRate } = account;
  return (
    <span className="status-part status-part-last">
      <span className="muted">{t('shell.dayProfit')}</span>
      <span className={trendClass(dayPnl)}>{signed(dayPnl, formatMoney(dayPnl))}</span>
      <span className={trendClass(dayPnl)}>{signed(dayPnlRate, formatPercent(dayPnlRate))}</span>
    </span>
  );
}
