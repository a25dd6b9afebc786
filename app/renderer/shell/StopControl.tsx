import { CirclePause, CirclePlay, ListX, LogOut, OctagonX } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Keys } from '../components/Keys.tsx';
import { cancelAll, resumeTrading, stopTrading, strategyNames, togglePause, toggleStrategy } from '../stores/risk.ts';
import { useRowsValue } from '../stores/rows.ts';
import { orders, positions, useTerminal } from '../stores/terminal.ts';
import { showOverlay, useUi } from '../stores/ui.ts';

const NONE: readonly string[] = [];

/** The one way to stop: stopping new orders, taking back open ones and selling out are three actions, and all are here. */
export function StopControl() {
  const { t } = useTranslation();
  const open = useUi((ui) => ui.overlay === 'stop');
  return (
    <Popover.Root open={open} onOpenChange={(wanted) => showOverlay(wanted ? 'stop' : null)}>
      <Popover.Trigger asChild>
        <button type="button" className="status-stop">
          <OctagonX size={14} />
          {t('shell.stop')}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="stop-panel" side="top" align="end" sideOffset={4} collisionPadding={4}>
          <h2 className="stop-panel-title">{t('shell.stopTitle')}</h2>
          <PauseAction side="buys" keys="f8" />
          <PauseAction side="sells" keys="f9" />
          <StrategyActions />
          <h2 className="stop-panel-title">{t('shell.emergencyTitle')}</h2>
          <StopTradingAction />
          <CancelAllAction />
          <LiquidateAction />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface PauseActionProps {
  readonly side: 'buys' | 'sells';
  readonly keys: string;
}

function PauseAction({ side, keys }: PauseActionProps) {
  const { t } = useTranslation();
  const paused = useTerminal((state) => state.status?.pauses[side] === true);
  return (
    <button type="button" className="stop-action" aria-pressed={paused} onClick={() => void togglePause(side)}>
      {paused ? <CirclePlay size={16} /> : <CirclePause size={16} />}
      <span>{t(paused ? `shell.resume.${side}` : `shell.pause.${side}`)}</span>
      <Keys keys={keys} />
      <small>{t(paused ? 'shell.resumeNote' : 'shell.pauseNote')}</small>
    </button>
  );
}

/** One small switch for each strategy. */
function StrategyActions() {
  const { t } = useTranslation();
  const paused = useTerminal((state) => state.status?.pauses.strategies ?? NONE);
  return (
    <div className="stop-strategies" role="group" aria-label={t('shell.strategies')}>
      {strategyNames().map((name) => (
        <Button key={name} small aria-pressed={paused.includes(name)} onClick={() => void toggleStrategy(name)}>
          {paused.includes(name) ? <CirclePlay size={14} /> : <CirclePause size={14} />}
          {t(paused.includes(name) ? 'shell.resumeStrategy' : 'shell.pauseStrategy', { name })}
        </Button>
      ))}
    </div>
  );
}

function StopTradingAction() {
  const { t } = useTranslation();
  const trading = useTerminal((state) => state.status?.trading === 'active');
  return (
    <button
      type="button"
      className="stop-action"
      aria-pressed={!trading}
      onClick={() => void (trading ? stopTrading() : resumeTrading())}
    >
      {trading ? <OctagonX size={16} /> : <CirclePlay size={16} />}
      <span>{t(trading ? 'shell.stopNew' : 'shell.resumeNew')}</span>
      <Keys keys="mod+shift+s" />
      <small>{t(trading ? 'shell.stopNewNote' : 'shell.resumeNewNote')}</small>
    </button>
  );
}

function CancelAllAction() {
  const { t } = useTranslation();
  const open = useRowsValue(orders, (rows) => [...rows.values()].filter((order) => !order.final).length);
  const cancel = (): void => {
    showOverlay(null);
    void cancelAll();
  };
  return (
    <button type="button" className="stop-action" disabled={open === 0} onClick={cancel}>
      <ListX size={16} />
      <span>{t('shell.cancelAll', { count: open })}</span>
      <Keys keys="mod+shift+x" />
      <small>{t('shell.cancelAllNote')}</small>
    </button>
  );
}

function LiquidateAction() {
  const { t } = useTranslation();
  const held = useRowsValue(positions, (rows) => [...rows.values()].filter(({ quantity }) => quantity > 0).length);
  return (
    <button type="button" className="stop-action stop-liquidate" disabled={held === 0} onClick={() => showOverlay('liquidation')}>
      <LogOut size={16} />
      <span>{t('shell.liquidate', { count: held })}</span>
      <Keys keys="mod+shift+l" />
      <small>{t('shell.liquidateNote')}</small>
    </button>
  );
}
