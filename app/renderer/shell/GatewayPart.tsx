import { useTranslation } from 'react-i18next';
import { type Connection, type GatewayRow, type GatewayState } from '../../preload/contract.ts';
import { useNow } from '../components/useNow.ts';
import { formatAge } from '../format/time.ts';
import { showOverlay } from '../stores/ui.ts';

const TICK_MS = 250;
const NONE = '–';

const DOTS: Readonly<Record<GatewayState, Connection>> = {
  connecting: 'connecting',
  waiting: 'lost',
  reconciling: 'connecting',
  connected: 'connected',
  refused: 'lost',
};

/** The line to the gateway: how it stands, how long a word takes there and back, and when it was last heard. */
export function GatewayPart({ gateway }: { readonly gateway: GatewayRow }) {
  const now = useNow(TICK_MS);
  const { t } = useTranslation();
  const { url, state, roundTrip, lastHeard } = gateway;
  const trip = roundTrip === null ? NONE : `${roundTrip.toFixed(1)} ms`;
  const heard = lastHeard === null ? NONE : formatAge(now - lastHeard);
  return (
    <button type="button" className="status-part status-button" data-testid="gateway-state" title={t('gateway.hint', { url, trip, heard })} onClick={() => showOverlay('gateway')}>
      <span className="status-dot" data-state={DOTS[state]} />
      {t('gateway.gateway')}
      <span className="muted">{t(`gateway.short.${state}`)}</span>
      <span className="muted status-trip">{t('gateway.trip', { trip })}</span>
      <span className="muted status-trip">{t('gateway.heard', { heard })}</span>
    </button>
  );
}
