import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type Session } from '../../terminal/session.ts';
import { type Secrets } from '../secrets.ts';
import { type Services } from '../services.ts';
import { type SignalsDesk } from '../signals-desk.ts';
import { CloudSync } from './cloud-sync.ts';
import { PulledSignalsStore } from './pulled-signals-store.ts';
import { SignalsPull } from './signals-pull.ts';
import { SyncSettingsStore } from './sync-settings-store.ts';

/** How often it is looked whether signals are due. */
const LOOK_EVERY_MS = 60_000;

/** What goes up to a cloud, and what comes down. */
export interface Sync {
  readonly uploads: CloudSync;
  readonly signals: SignalsPull;
  close(): void;
}

/** Begins to take the account's sealed days up and signals down. Nothing here is waited for by anything that trades. */
export function openSync(services: Services, session: Session, secrets: Secrets, desk: SignalsDesk): Sync {
  const { dataDir, notices, faults, strategyFacts: facts, now } = services;
  const settings = new SyncSettingsStore(dataDir);
  if (settings.damaged !== null) notices.add('warn', 'app.settingsDamaged', { file: settings.damaged });
  const onFault = (error: unknown): void => void faults.report(error, 'sync');
  const uploads = new CloudSync({ session, settings, secrets, now, onFault });
  const store = new PulledSignalsStore(dataDir);
  const signals = new SignalsPull({ session, sync: uploads, settings, store, facts, desk, notices, calendar: exchangeCalendar(), now });
  const timer = setInterval(() => void signals.look().catch(onFault), LOOK_EVERY_MS);
  const close = (): void => {
    clearInterval(timer);
    void uploads.close();
  };
  return { uploads, signals, close };
}
