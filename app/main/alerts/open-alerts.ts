import { type Session } from '../../terminal/session.ts';
import { type Services } from '../services.ts';
import { AlertChannels } from './alert-channels.ts';
import { AlertSettingsStore } from './alert-settings-store.ts';
import { LOOK_EVERY_MS, Monitor, type MonitorParts } from './monitor.ts';
import { ClockProbe, DiskProbe, LoopProbe, QuoteProbe } from './probes.ts';
import { type Secrets } from '../secrets.ts';

export interface Alerts {
  readonly monitor: Monitor;
  readonly channels: AlertChannels;
  readonly settings: AlertSettingsStore;
  readonly secrets: Secrets;
  close(): void;
}

/** Begins to watch over the running app. Nothing here is waited for by anything that trades. */
export function openAlerts({ dataDir, desktop, secrets, settings: appSettings, now }: Services, session: Session, memoryMb: () => number, onAiling: MonitorParts['onAiling']): Alerts {
  const settings = new AlertSettingsStore(dataDir);
  const language = () => appSettings.get().language;
  const channels = new AlertChannels({ desktop, secrets, settings: () => settings.get(), language, now });
  const steady = () => performance.now();
  const [loop, disk, clock, quotes] = [new LoopProbe(), new DiskProbe(dataDir, steady), new ClockProbe(now, steady), new QuoteProbe(steady)];
  const measure = () => ({
    quotes: quotes.take(quotesDue(session)),
    commit: session.slowestCommit?.() ?? null,
    loop: loop.take(),
    memory: memoryMb(),
    disk: disk.take(),
    clock: clock.take(),
  });
  const monitor = new Monitor({ session, channels, settings: () => settings.get(), measure, now, ...(onAiling === undefined ? {} : { onAiling }) });
  const unsubscribe = [monitor.follow(), session.onChange((change) => (change.quotes.length > 0 ? quotes.arrived() : undefined))];
  const timer = setInterval(() => monitor.look(), LOOK_EVERY_MS);
  const close = (): void => {
    clearInterval(timer);
    loop.close();
    channels.close();
    for (const end of unsubscribe) end();
  };
  return { monitor, channels, settings, secrets, close };
}

/** Whether the market is open and plays: in a pause of the exchange's, or of ours, no quote is late. */
function quotesDue(session: Session): boolean {
  const open = session.phase()?.matching === 'continuous' && session.quotes() !== 'ended';
  return open && (session.playback?.playing ?? true);
}
