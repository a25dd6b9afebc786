/** The parts of the app whose health is watched, in the order in which they are shown. */
export const HEALTH_PARTS = ['quotes', 'commit', 'loop', 'memory', 'disk', 'clock'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/**
 * How a part is doing: the age of the last quote, how long a commit takes, how late the event loop is and how far the
 * clock was put, in milliseconds; memory in use and disk free in MB.
 */
export interface HealthRow {
  readonly part: HealthPart;
  /** Null: there is nothing to measure now. */
  readonly value: number | null;
  readonly warn: number;
  readonly bad: number;
  readonly state: 'good' | 'warn' | 'bad' | 'unknown';
}

/** How the trader is reached. */
export const CHANNELS = ['desktop', 'sound', 'mail', 'wecom', 'webhook'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Words in both languages: alerts leave the app where no window makes them. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Something the trader has to know. Moments are by the wall clock. */
export interface AlertRow {
  readonly id: number;
  readonly rule: string;
  readonly level: 'info' | 'warn' | 'critical';
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly raised: number;
  /** How often it has come. */
  readonly count: number;
  /** When it was over; null while it stands. News has no end and is over at once. */
  readonly over: number | null;
}

/** How a channel is doing. */
export interface ChannelRow {
  readonly channel: ChannelName;
  /** Whether its secret (password, address) is known; true where it needs none. */
  readonly ready: boolean;
  readonly waiting: number;
  readonly lastSent: number | null;
  readonly failure: { readonly at: number; readonly reason: string; readonly attempts: number } | null;
  readonly lost: number;
}

/** The page Log and alerts, but for its records. */
export interface MonitorRow {
  readonly health: readonly HealthRow[];
  /** The latest first. */
  readonly alerts: readonly AlertRow[];
  readonly channels: readonly ChannelRow[];
  /** Whether secrets outlive the app: the system has a place to keep them. */
  readonly keepsSecrets: boolean;
}
