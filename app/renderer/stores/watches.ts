import { type RequestPayload, type WatchRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';

export type WatchSettingInput = NonNullable<RequestPayload<'armWatch'>['setting']>;
type Ref = Pick<WatchRow, 'watch' | 'scope' | 'of'>;

/** Arms a watch as it is set, or with a setting of its own. @returns whether it was. */
export async function armWatch({ watch, scope, of }: Ref, setting: WatchSettingInput | null): Promise<boolean> {
  return (await ask(bridge().armWatch({ watch, scope, of, setting }))) !== null;
}

export async function disarmWatch({ watch, scope, of }: Ref): Promise<void> {
  await ask(bridge().disarmWatch({ watch, scope, of }));
}

/** Arms an exit for all that it looks at, also where it has fired, or turns it off. */
export async function armExit(exit: string, armed: boolean): Promise<void> {
  await ask(armed ? bridge().armExit({ exit }) : bridge().disarmExit({ exit }));
}
