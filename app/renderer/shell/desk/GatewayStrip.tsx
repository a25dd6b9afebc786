import { LoaderCircle, PlugZap, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type GatewayRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useNow } from '../../components/useNow.ts';
import { formatAge, formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { showOverlay } from '../../stores/ui.ts';
import { Strip } from './Strip.tsx';

const TICK_MS = 250;

/** How the account stands with its gateway, unless it trades or the differences say more. */
export function GatewayStrip() {
  const gateway = useTerminal((state) => state.status?.gateway ?? null);
  const failing = useTerminal((state) => state.status?.failure != null);
  const differing = useTerminal((state) => (state.status?.unreconciled?.differences.length ?? 0) > 0);
  if (gateway === null || failing || gateway.state === 'connected' || (gateway.state === 'reconciling' && differing)) return null;
  if (gateway.state === 'refused') return <Refused gateway={gateway} />;
  return <OnTheWay gateway={gateway} />;
}

interface PartProps {
  readonly gateway: GatewayRow;
}

function Refused({ gateway }: PartProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <Strip level="stop" icon={Unplug} testId="gateway">
      <strong>{t('gateway.state.refused')}</strong>
      {gateway.reason !== null && <span>{describe(gateway.reason)}</span>}
      <Button small onClick={() => showOverlay('gateway')}>
        {t('gateway.change')}
      </Button>
    </Strip>
  );
}

/** Connecting, waiting for the next try, or comparing the books. */
function OnTheWay({ gateway }: PartProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const lost = gateway.state === 'waiting';
  return (
    <Strip level={lost ? 'stop' : 'warning'} icon={lost ? PlugZap : LoaderCircle} turning={!lost} testId="gateway">
      <strong>{t(`gateway.state.${gateway.state}`)}</strong>
      {gateway.reason !== null && <span>{describe(gateway.reason)}</span>}
      <Waits gateway={gateway} />
      <span className="strip-note">{t('gateway.onlyCancels')}</span>
    </Strip>
  );
}

function Waits({ gateway: { nextTry, lastHeard } }: PartProps) {
  const now = useNow(TICK_MS);
  const { t } = useTranslation();
  return (
    <>
      {nextTry !== null && <span>{t('gateway.nextTry', { age: formatAge(Math.max(0, nextTry - now)) })}</span>}
      {lastHeard !== null && <span className="muted">{t('gateway.lastHeard', { time: formatClock(lastHeard), age: formatAge(now - lastHeard) })}</span>}
    </>
  );
}
