import { isWebhookAddress } from '../../../adapters/alerts/webhook-channel.ts';
import { ok, refuse } from '../../../core/kernel/result.ts';
import { type ChannelName } from '../../preload/alert-rows.ts';
import { type Reply, type RequestPayload } from '../../preload/contract.ts';
import { wordsOfFinding } from '../../terminal/alerts/alert-words.ts';
import { type Session } from '../../terminal/session.ts';
import { recordRows } from '../../terminal/view/day-records.ts';
import { type Handlers } from '../gate.ts';
import { type Log } from '../logger.ts';
import { type Alerts } from './open-alerts.ts';

type AlertRequest = 'monitor' | 'alertSettings' | 'setAlertSettings' | 'setUpChannel' | 'testChannel' | 'dayRecords' | 'logTail';

export interface AlertParts {
  readonly session: Session;
  readonly alerts: Alerts;
  readonly log: Pick<Log, 'tail'>;
}

/** What is watched, what was told, and the day's records. No secret is ever given back. */
export function alertHandlers({ session, alerts, log }: AlertParts): Pick<Handlers, AlertRequest> {
  const { monitor, channels, settings, secrets } = alerts;
  return {
    monitor: () => {
      const { health, alerts: rows } = monitor;
      return ok({ health, alerts: rows, channels: channels.rows(), keepsSecrets: secrets.outlivesTheApp });
    },
    alertSettings: () => ok(settings.get()),
    setAlertSettings: (wanted) => {
      settings.set(wanted);
      return ok(null);
    },
    setUpChannel: ({ channel, key }) => setKey(alerts, channel, key),
    testChannel: ({ channel }) => tryChannel(alerts, channel),
    dayRecords: ({ after }) => ok(recordRows(session, after)),
    logTail: async () => ok(await log.tail()),
  };
}

function setKey({ secrets }: Alerts, channel: RequestPayload<'setUpChannel'>['channel'], key: string): Reply<null> {
  if (channel !== 'mail' && key !== '' && !isWebhookAddress(key)) return refuse('alert.badAddress', { channel });
  secrets.set(channel, key);
  return ok(null);
}

/** Waits for the other side's answer: who presses the button wants to know. */
async function tryChannel({ channels }: Alerts, channel: ChannelName): Promise<Reply<null>> {
  const test = { rule: 'test', subject: '', level: 'info', facts: {} } as const;
  try {
    await channels.try(channel, { ...test, ...wordsOfFinding(test) });
    return ok(null);
  } catch (error) {
    return refuse('alert.notSent', { channel, reason: error instanceof Error ? error.message : String(error) });
  }
}
