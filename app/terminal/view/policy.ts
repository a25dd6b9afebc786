import { parsePolicy, riskJson } from '../../../adapters/files/risk-policy.ts';
import { type PolicyVersion } from '../../../adapters/sqlite/policy-versions.ts';
import { type Refusal, type Result, err, refusal } from '../../../core/kernel/result.ts';
import { needsSecondPerson } from '../../../core/oms/decide/decide-policy.ts';
import { type PolicyOutcome, previewPolicy } from '../../../core/oms/decide/policy-preview.ts';
import { GATE_RULES } from '../../../core/risk/gate.ts';
import { type RiskPolicy, TEMPLATES } from '../../../core/risk/policy.ts';
import { policyChanges } from '../../../core/risk/policy-change.ts';
import { type PolicyCheckRow, type PolicyOutcomeRow, type PolicyRow, type PolicyVersionRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

type Source = Pick<Session, 'state' | 'market' | 'returns' | 'rulesOf' | 'records' | 'policyVersions'>;

/** The policy that holds with all that an editor needs; null before a day is open. */
export function policyRow(session: Source): PolicyRow | null {
  const policy = session.state.day?.config.risk;
  if (policy === undefined) return null;
  const { cautious, balanced, own } = TEMPLATES;
  return {
    version: session.state.policyVersion,
    policy: riskJson(policy),
    templates: { cautious: riskJson(cautious), balanced: riskJson(balanced), own: riskJson(own) },
    severities: Object.fromEntries(GATE_RULES.map(({ name, severities }) => [name, severities])),
    versions: session.policyVersions().map(versionRow).toReversed(),
  };
}

function versionRow({ version, at, by, approvedBy, reason, before, policy }: PolicyVersion): PolicyVersionRow {
  return { version, at, by, approvedBy, reason, changes: policyChanges(before, policy), policy: riskJson(policy) };
}

/** What a draft would change, and what it would have done today. */
export function policyCheck(session: Source, draft: unknown): PolicyCheckRow {
  const parsed = parsePolicy(draft);
  const held = session.state.day?.config.risk;
  if (!parsed.ok) return { problems: parsed.error, changes: [], outcomes: [], needsSecondPerson: false };
  if (held === undefined) return { problems: [], changes: [], outcomes: [], needsSecondPerson: false };
  const { market, returns } = session;
  const outcomes = previewPolicy(session.records(), parsed.value, { market, returns, rulesOf: (id) => session.rulesOf(id) });
  return {
    problems: [],
    changes: policyChanges(held, parsed.value),
    outcomes: outcomes.map((outcome) => outcomeRow(session, outcome)),
    needsSecondPerson: needsSecondPerson(held, parsed.value),
  };
}

/** A draft as a policy; of several things that are wrong the first is what is said. */
export function policyOf(draft: unknown): Result<RiskPolicy, Refusal> {
  const parsed = parsePolicy(draft);
  return parsed.ok ? parsed : err(parsed.error[0] ?? refusal('policy.unreadable'));
}

function outcomeRow({ market }: Source, { order, at, was, now, allowed, verdict }: PolicyOutcome): PolicyOutcomeRow {
  const { id, instrument, side, quantity, price } = order;
  const reason = verdict === null ? null : { code: verdict.code, params: verdict.params };
  return { orderId: id, instrument, name: describe(market, instrument).name, side, quantity, price, at, was, now, allowed, reason };
}
