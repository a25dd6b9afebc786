import type { Refusal } from '../../core/kernel/result.ts';

/** What of a day may go up to a cloud, in the order in which it does. */
export const UPLOAD_KINDS = ['cash', 'positions', 'orders', 'fills', 'plan', 'equity'] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

/** Where the uploads stand: `off`: no cloud was named; `waiting`: it failed and is tried again; `refused`: somebody has to look. */
export type SyncStateName = 'off' | 'paused' | 'still' | 'sending' | 'waiting' | 'refused';

/** What the status bar says of the uploads. */
export interface SyncStatusRow {
  readonly state: SyncStateName;
  /** How many items wait. */
  readonly waiting: number;
}

/** An item that goes up, or has. */
export interface UploadRow {
  readonly id: number;
  readonly date: string;
  readonly kind: UploadKind;
  /** Of the text, unpacked. */
  readonly bytes: number;
  readonly attempts: number;
  /** Why it was not taken the last time. */
  readonly problem: string | null;
  /** Its number at the cloud; null: it waits. */
  readonly place: number | null;
}

/** The page of the uploads. Nothing secret is in it. */
export interface SyncRow extends SyncStatusRow {
  /** Null: no cloud was named. */
  readonly cloud: { readonly address: string; readonly user: string; readonly terminal: string } | null;
  /** Whether the key outlives the app. */
  readonly keepsSecrets: boolean;
  readonly kinds: readonly UploadKind[];
  readonly paused: boolean;
  readonly failure: Refusal | null;
  /** When it is tried again, by the wall's clock in milliseconds. */
  readonly againAt: number | null;
  readonly total: number;
  /** The first day that goes up; null: nothing has gone up yet. */
  readonly from: string | null;
  /** The account's sealed days, oldest first. */
  readonly days: readonly string[];
  /** The latest 500, oldest first. */
  readonly items: readonly UploadRow[];
}

/** A strategy of the cloud, with the signals of it that came down last. Rates are fractions. */
export interface CloudStrategyRow {
  readonly id: string;
  readonly title: string;
  readonly source: 'own' | 'subscribed';
  readonly since: string;
  readonly totalReturn: number;
  readonly maxDrawdown: number;
  readonly sharpe: number | null;
  /** Whether the account follows it: then its signals come down, ticked or not. */
  readonly followed: boolean;
  /** Whether it is ticked. */
  readonly pulled: boolean;
  /** When the signals that came down were made (ISO 8601), and the session they are for; null: none have come. */
  readonly madeAt: string | null;
  readonly signalsFor: string | null;
  /** Why they cannot be taken into the plan; null: they can, or none have come. */
  readonly problem: Refusal | null;
  /** Whether they are in the plan as they are. */
  readonly taken: boolean;
}

/** What comes down in the evening. */
export interface CloudSignalsRow {
  readonly strategies: readonly CloudStrategyRow[];
  /** When they come by themselves, in milliseconds of the day; null: when somebody asks. */
  readonly pullAt: number | null;
  readonly pulling: boolean;
  /** When the cloud last answered, by the wall's clock in milliseconds. */
  readonly pulledAt: number | null;
  readonly failure: Refusal | null;
}

/** What goes up of one kind of one day, to the byte. */
export interface UploadPreviewRow {
  readonly date: string;
  readonly kind: UploadKind;
  readonly text: string;
  /** The whole message as it is signed and sent; null: no cloud was named, so there is no key to sign with. */
  readonly body: string | null;
  /** Bytes of the message, packed. */
  readonly packed: number | null;
}
