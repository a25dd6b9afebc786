import { describe, expect, it } from 'vitest';
import { RATE_ONE, rate } from '../../core/kernel/units.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { POLICY_TEMPLATES, type RiskPolicy, TEMPLATES } from '../../core/risk/policy.ts';
import { configJson, readConfig } from './config.ts';
import { inputProblemText } from './input-problem.ts';
import { parsePolicy, riskJson } from './risk-policy.ts';

async function read(risk: unknown): Promise<RiskPolicy | string> {
  const bytes = Buffer.from(JSON.stringify({ risk }));
  const result = await readConfig({ name: 'config.json', bytes });
  return result.ok ? result.value.risk : inputProblemText(result.error);
}

describe('a risk policy', () => {
  it('that says nothing is the one that nobody chose', async () => {
    expect(await read({})).toEqual(TEMPLATES.none);
  });

  it.each(POLICY_TEMPLATES)('is the template %s where only that is said, and reads back what was printed', async (template) => {
    expect(await read({ template })).toEqual(TEMPLATES[template]);
    const printed = configJson({ ...DEFAULT_CONFIG, risk: TEMPLATES[template] });
    expect(await read(printed['risk'])).toEqual(TEMPLATES[template]);
  });

  it('keeps the rest of its template beside what it changes', async () => {
    const policy = await read({ template: 'cautious', rules: { instrumentShare: { most: '0.05' }, lossStreak: null } });
    const { rules } = TEMPLATES.cautious;
    expect(policy).toEqual({
      ...TEMPLATES.cautious,
      rules: { ...rules, instrumentShare: { most: 5_000_000, severity: 'shrink' }, lossStreak: null },
    });
  });

  it('takes what a rule leads to from the rule where nothing is said', async () => {
    const policy = await read({ template: 'own', rules: { duplicate: { window: 2.5, most: 1 }, exposure: { most: 1 } } });
    expect(policy).toMatchObject({
      rules: { duplicate: { windowMs: 2_500, most: 1, severity: 'deny' }, exposure: { most: 100_000_000, severity: 'shrink' } },
    });
  });

  it('sets a watch, and keeps the others of its template', async () => {
    const policy = await read({ template: 'balanced', watch: { stopLoss: { instrument: { at: '0.05', action: 'act', execution: 'limit' } } } });
    const { watch } = TEMPLATES.balanced;
    const instrument = { at: 5_000_000, rearm: null, action: 'act', execution: 'limit' };
    expect(policy).toMatchObject({ watch: { ...watch, watches: { ...watch.watches, stopLoss: { ...watch.watches.stopLoss, instrument } } } });
  });

  it('reads lists', async () => {
    const never = { instruments: ['600519'], names: ['*ST*'] };
    expect(await read({ template: 'own', rules: { restricted: { never } } })).toMatchObject({
      rules: { restricted: { only: null, never: { instruments: ['600519.SH'], industries: [], boards: [], names: ['*ST*'] }, severity: 'deny' } },
    });
  });

  it.each([
    [{ watch: { stopLoss: { instrument: { at: 0, action: 'act' } } } }, 'risk.watch.stopLoss.instrument.at: must be between 0.0001 and 1, was 0'],
    [{ watch: { stopLoss: { instrument: { at: '8%', action: 'act' } } } }, 'risk.watch.stopLoss.instrument.at: must be a plain decimal number, was 8%'],
    [{ watch: { stopLoss: { instrument: { at: '0.08' } } } }, 'risk.watch.stopLoss.instrument.action: is missing'],
    [{ watch: { stopLoss: { instrument: { at: '0.08', action: 'sell' } } } }, 'risk.watch.stopLoss.instrument.action: must be one of alert, propose, act'],
    [
      { watch: { stopLoss: { instrument: { at: '0.08', rearm: '0.08', action: 'act' } } } },
      'risk.watch.stopLoss.instrument.rearm: must be less than at, or it would never be armed again',
    ],
    [{ watch: { stopLoss: { market: { at: '0.08', action: 'act' } } } }, 'risk.watch.stopLoss.market: unknown key'],
    [{ watch: { timeStop: { account: { at: 2.5, action: 'alert' } } } }, 'risk.watch.timeStop.account.at: must be a whole number, was 2.5'],
    [{ watch: { panic: {} } }, 'risk.watch.panic: unknown key'],
    [{ watch: { atLimitDown: 'never' } }, 'risk.watch.atLimitDown: must be one of queue, wait'],
    [{ template: 'brave' }, 'risk.template: must be one of none, cautious, balanced, own'],
    [{ rules: { maxLoss: { most: '0.1' } } }, 'risk.rules.maxLoss: unknown key'],
    [{ rules: { exposure: { most: '0.8', per: 'day' } } }, 'risk.rules.exposure.per: unknown key'],
    [{ rules: { exposure: {} } }, 'risk.rules.exposure.most: is missing'],
    [{ rules: { exposure: { most: 80 } } }, 'risk.rules.exposure.most: must be between 0.0001 and 1, was 80'],
    [{ rules: { exposure: { most: '80%' } } }, 'risk.rules.exposure.most: must be a plain decimal number, was 80%'],
    [{ rules: { exposure: { most: 0 } } }, 'risk.rules.exposure.most: must be between 0.0001 and 1, was 0'],
    [{ rules: { newBuys: { most: 0 } } }, 'risk.rules.newBuys.most: must be above 0, was 0'],
    [{ rules: { newBuys: { most: 1.5 } } }, 'risk.rules.newBuys.most: must be a whole number, was 1.5'],
    [{ rules: { newBuys: { most: 5, severity: 'shrink' } } }, 'risk.rules.newBuys.severity: must be one of deny, ask, warn'],
    [{ rules: { orderSize: { value: 0 } } }, 'risk.rules.orderSize.value: must be above 0, was 0'],
    [{ rules: { duplicate: { window: 0, most: 1 } } }, 'risk.rules.duplicate.window: must be between 0.001 and 86400, was 0'],
    [{ maxOrderShare: 0 }, 'risk.maxOrderShare: must be between 0.00000001 and 1, was 0'],
    [
      { rules: { instrumentShare: { most: '0.5' }, exposure: { most: '0.4' } } },
      'risk.rules.instrumentShare.most: must not be above risk.rules.exposure.most',
    ],
    [{ template: 'cautious', rules: { sectorShare: { most: '0.9' } } }, 'risk.rules.sectorShare.most: must not be above risk.rules.exposure.most'],
    [
      { rules: { orderRate: { perSecond: 10, perMinute: 9, perDay: 100 } } },
      'risk.rules.orderRate.perMinute: must not be below risk.rules.orderRate.perSecond',
    ],
    [{ rules: { restricted: { only: {} } } }, 'risk.rules.restricted.only: lists nothing: nothing could be bought'],
    [
      { rules: { restricted: { only: { boards: ['star'] }, never: { boards: ['star'] } } } },
      'risk.rules.restricted.only.boards: star is on both lists',
    ],
  ])('%j is refused', async (risk, problem) => {
    expect(await read(risk)).toBe(`config.json:1: ${problem}`);
  });
});

describe('a policy that somebody has filled in', () => {
  it('is read as a file would be, and every wrong field is named at once', () => {
    const filled = riskJson(TEMPLATES.cautious);
    expect(parsePolicy(filled)).toEqual({ ok: true, value: TEMPLATES.cautious });
    const wrong = { ...filled, maxQuoteAge: 'soon', rules: { ...TEMPLATES.own.rules, newBuys: { most: 0, severity: 'deny' }, exposure: { most: '8', severity: 'deny' }, speed: null } };
    const parsed = parsePolicy(wrong);
    expect(!parsed.ok && parsed.error.map(inputProblemText)).toEqual([
      'risk: maxQuoteAge: must be a plain decimal number, was soon',
      'risk: rules.exposure.most: must be between 0.0001 and 1, was 8',
      'risk: rules.newBuys.most: must be above 0, was 0',
      'risk: rules.speed: unknown key',
    ]);
  });

  it('contradicts itself by the field that should change', () => {
    const rules = { ...TEMPLATES.cautious.rules, instrumentShare: { most: rate(RATE_ONE / 2), severity: 'deny' } } as const;
    const parsed = parsePolicy(riskJson({ ...TEMPLATES.cautious, rules }));
    expect(!parsed.ok && parsed.error.map(inputProblemText)).toEqual([
      'risk: rules.instrumentShare.most: must not be above risk.rules.sectorShare.most',
    ]);
  });
});
