import { CirclePause, CirclePlay, ListX, OctagonX } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Keys } from '../components/Keys.tsx';
import { cancelAll, togglePause } from '../stores/risk.ts';
import { useRowsValue } from '../stores/rows.ts';
import { orders, useTerminal } from '../stores/terminal.ts';
import { showOverlay, useUi } from '../stores/ui.ts';

/** The one way to stop: stopping new orders and taking back open ones are different actions, and both are here. */
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
          <CancelAllAction />
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
      <span />
      <small>{t('shell.cancelAllNote')}</small>
    </button>
  );
}
