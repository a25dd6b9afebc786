import './LinePanel.css';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ConditionRow, type LineRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Panel, Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { formatAverage, formatMoney, formatPercent, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { closePanel, hasBegun, isLive } from '../../stores/plan.ts';
import { useSettings } from '../../stores/settings.ts';
import { TimeLeft } from './ApprovalCountdown.tsx';
import { DryRunSection } from './DryRunSection.tsx';
import { LineActions } from './LineActions.tsx';
import { LineCandidates } from './LineCandidates.tsx';
import { LineHistory } from './LineHistory.tsx';
import { LineOrders } from './LineOrders.tsx';
import { LineTimeline } from './LineTimeline.tsx';
import { LINE_TONES, styleWords } from './line-words.ts';

export interface LinePanelProps {
  readonly width: number;
  readonly line: LineRow;
}

/** The signal's own words, or who asked for the line where no signal did. */
function reasonWords({ source, signalReason }: LineRow, t: TFunction): string {
  if (source !== 'signal') return t(`plan.askedBy.${source}`);
  return signalReason === '' ? t('plan.noSignalReason') : signalReason;
}

/** Why the line is what it is: from the signal through sizing and rules to its orders and fills. */
export function LinePanel({ width, line }: LinePanelProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  return (
    <Panel
      title={<LineTitle line={line} />}
      label={t('plan.line')}
      width={width}
      onClose={closePanel}
      foot={<LineActions key={line.id} line={line} />}
    >
      {line.reason !== null && (
        <Section title={t('plan.now')}>
          <p className={line.state === 'blocked' ? 'warning' : ''}>{describe(line.reason)}</p>
        </Section>
      )}
      {hasBegun(line) && <LineTimeline line={line} />}
      {isLive(line) && <DryRunSection line={line} />}
      <Section title={t('plan.why')}>
        <p className="selectable">{reasonWords(line, t)}</p>
        <Facts facts={[[t('plan.strategy'), line.strategyId]]} />
      </Section>
      <Section title={t('plan.sizing')}>
        <Sizing line={line} />
        <Adjustments line={line} />
      </Section>
      <Section title={t('plan.cost')}>
        <Cost line={line} />
      </Section>
      {line.verdicts.length > 0 && (
        <Section title={t(line.state === 'working' ? 'plan.lastChecks' : 'plan.checks')}>
          <Verdicts verdicts={line.verdicts} brief />
        </Section>
      )}
      <Section title={t('plan.execution')}>
        <p>{styleWords(line.style, t)}</p>
        {line.condition !== null && <ConditionWords condition={line.condition} />}
        <LineOrders lineId={line.id} />
      </Section>
      <LineCandidates line={line} />
      <Section title={t('plan.hand.title')}>
        <LineHistory history={line.history} />
      </Section>
    </Panel>
  );
}

interface LineProps {
  readonly line: LineRow;
}

export function LineTitle({ line }: LineProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className="ellipsis">{line.name}</span>
      <small>{line.instrument}</small>
      <SideWord side={line.side} />
      <Badge tone={line.paused ? 'warning' : LINE_TONES[line.state]}>
        {line.paused ? t('plan.paused') : t(`words.lineState.${line.state}`)}
      </Badge>
      {line.approvesAt !== null && (
        <Badge tone="warning">
          <TimeLeft approvesAt={line.approvesAt} />
        </Badge>
      )}
      {line.changing && <Badge tone="warning">{t('plan.hand.changing')}</Badge>}
      {line.forced && <Badge tone="accent">{t('plan.hand.forced')}</Badge>}
    </>
  );
}

/** What must hold before the style acts: in plain words, and as it is written. */
function ConditionWords({ condition }: { readonly condition: ConditionRow }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  return (
    <div className="condition">
      <p>
        {t('plan.onlyWhen')} {condition.words[language]}{' '}
        <Badge tone={condition.met ? 'accent' : 'quiet'}>{t(condition.met ? 'plan.conditionMet' : 'plan.conditionOpen')}</Badge>
      </p>
      <code className="selectable">{condition.text}</code>
    </div>
  );
}

function Sizing({ line }: LineProps) {
  const { t } = useTranslation();
  const target = line.targetWeight === null ? t('plan.byOrder') : formatPercent(line.targetWeight);
  return (
    <div className="sizing">
      <span />
      <span>{t('plan.current')}</span>
      <span>{t('plan.target')}</span>
      <span>{t('plan.after')}</span>
      <span>{t('plan.weight')}</span>
      <span>{formatPercent(line.currentWeight)}</span>
      <span>{target}</span>
      <span>{formatPercent(line.resultingWeight)}</span>
      <span>{t('plan.shares')}</span>
      <span>{formatQuantity(line.currentQuantity)}</span>
      <span>{formatQuantity(line.targetQuantity)}</span>
      <span>{formatQuantity(afterQuantity(line))}</span>
    </div>
  );
}

function afterQuantity(line: LineRow): number {
  return line.currentQuantity + (line.side === 'buy' ? line.plannedQuantity : -line.plannedQuantity);
}

function Adjustments({ line }: LineProps) {
  const describe = useDescribe();
  if (line.adjustments.length === 0) return null;
  return (
    <ul className="notes">
      {line.adjustments.map((adjustment) => (
        <li key={adjustment.code}>{describe(adjustment)}</li>
      ))}
    </ul>
  );
}

function Cost({ line }: LineProps) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('plan.column.quantity'), `${formatQuantity(line.plannedQuantity)} ${t('common.shares')}`],
        [t('plan.column.refPrice'), formatPrice(line.refPrice, priceDigits(line.board))],
        [t('plan.column.value'), formatMoney(line.estValue)],
        [t('plan.estFees'), formatMoney(line.estFees)],
        [t('plan.column.filled'), formatQuantity(line.filled)],
        [t('plan.avgPrice'), formatAverage(line.avgPrice)],
      ]}
    />
  );
}
