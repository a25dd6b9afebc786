import './LineActions.css';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineRow, type Verdict } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SecondPerson } from '../../components/SecondPerson.tsx';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { finish, force, hold, release, restore, skip, togglePaused } from '../../stores/hand.ts';
import { approve, isActive, isApprovable, isCounting, isLive, isSkipped, showPanel } from '../../stores/plan.ts';
import { useSettings } from '../../stores/settings.ts';
import { useTerminal } from '../../stores/terminal.ts';

const LONGEST_REASON = 200;

interface LineProps {
  readonly line: LineRow;
}

/** What the trader may do to the line now, and what they have to say to it. */
export function LineActions({ line }: LineProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = (deed: typeof skip) => (): void => {
    void deed([line], reason);
    setReason('');
  };
  return (
    <>
      {(isLive(line) || isSkipped(line)) && <ReasonField reason={reason} onReason={setReason} />}
      {line.asks.map((verdict) => (
        <Release key={verdict.rule} line={line} verdict={verdict} reason={reason} />
      ))}
      {isLive(line) && <Button onClick={act(togglePaused)}>{line.paused ? t('plan.resume') : t('plan.pause')}</Button>}
      {isCounting(line) && <Button onClick={act(hold)}>{t('plan.hand.hold')}</Button>}
      {isSkipped(line) && <Button onClick={act(restore)}>{t('plan.restore')}</Button>}
      {isLive(line) && <Button onClick={act(skip)}>{t('plan.skip')}</Button>}
      {isActive(line) && <Button onClick={act(finish)}>{t('plan.hand.finish')}</Button>}
      {isActive(line) && !line.forced && <Button onClick={act(force)}>{t('plan.hand.force')}</Button>}
      {isLive(line) && <Button onClick={() => showPanel('edit')}>{t('plan.edit')}</Button>}
      {isApprovable(line) && (
        <Button tone="primary" onClick={() => void approve([line])}>
          {t('plan.approve')}
        </Button>
      )}
    </>
  );
}

export interface ReasonFieldProps {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** Why, in the trader's own words; kept in the journal with what they do. */
export function ReasonField({ reason, onReason }: ReasonFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="reason">
      <label className="field-label" htmlFor={id}>
        {t('plan.hand.reason')}
      </label>
      <input
        id={id}
        value={reason}
        maxLength={LONGEST_REASON}
        autoComplete="off"
        placeholder={t('plan.hand.reasonNote')}
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  );
}

interface ReleaseProps extends LineProps {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** A rule that waits for a person's yes, with its numbers. */
function Release({ line, verdict, reason }: ReleaseProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  const needsTwo = useTerminal((state) => state.risk?.overridesNeedTwo ?? false);
  const [second, setSecond] = useState({ name: '', password: '' });
  const complete = reason.trim() !== '' && (!needsTwo || (second.name !== '' && second.password !== ''));
  return (
    <div className="release">
      <p className="warning">{describe(verdict)}</p>
      <p className="muted">{t('plan.hand.asked')}</p>
      {needsTwo && <SecondPerson value={second} onChange={setSecond} />}
      <Button disabled={!complete} onClick={() => void release(line, verdict.rule, reason, needsTwo ? second : null)}>
        {t('plan.hand.release', { rule: wordFor(language, 'rule', verdict.rule) })}
      </Button>
    </div>
  );
}
