import type Database from 'better-sqlite3';
import { z } from 'zod';
import { type Actor } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type RiskPolicy } from '../../core/risk/policy.ts';
import { decodeEvent } from './event-codec.ts';

/** A policy that a person put in force, on whatever day. */
export interface PolicyVersion {
  /** From 1. */
  readonly version: number;
  readonly at: EpochMs;
  readonly by: Actor;
  /** The second person who agreed; null where nobody was asked. */
  readonly approvedBy: Actor | null;
  readonly reason: Refusal;
  readonly before: RiskPolicy;
  readonly policy: RiskPolicy;
}

export const VERSIONS_QUERY = "SELECT seq, at, body FROM journal WHERE type = 'policyChanged' ORDER BY seq";

const versionRow = z.strictObject({ seq: z.int(), at: z.int(), body: z.string() });

/** Every version of the account's policy, oldest first. The journal is where they are kept; there is no second copy. */
export function policyVersions(database: Database.Database): readonly PolicyVersion[] {
  return database.prepare(VERSIONS_QUERY).all().map((row) => versionOf(versionRow.parse(row)));
}

function versionOf({ seq, at, body }: z.output<typeof versionRow>): PolicyVersion {
  const decoded = decodeEvent('policyChanged', JSON.parse(body));
  invariant(decoded.ok && decoded.value.type === 'policyChanged', `journal record ${seq} can be read`);
  const { version, by, approvedBy, reason, before, after } = decoded.value;
  return { version, at: at as EpochMs, by, approvedBy, reason, before, policy: after };
}
