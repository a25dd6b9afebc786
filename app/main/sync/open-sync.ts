import { type Session } from '../../terminal/session.ts';
import { type Secrets } from '../secrets.ts';
import { type Services } from '../services.ts';
import { CloudSync } from './cloud-sync.ts';
import { SyncSettingsStore } from './sync-settings-store.ts';

/** Begins to take the account's sealed days up. Nothing here is waited for by anything that trades. */
export function openSync({ dataDir, notices, faults, now }: Services, session: Session, secrets: Secrets): CloudSync {
  const settings = new SyncSettingsStore(dataDir);
  if (settings.damaged !== null) notices.add('warn', 'app.settingsDamaged', { file: settings.damaged });
  return new CloudSync({ session, settings, secrets, now, onFault: (error) => void faults.report(error, 'sync') });
}
