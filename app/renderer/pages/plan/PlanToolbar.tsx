import {
  Check,
  CheckCheck,
  FileInput,
  type LucideIcon,
  PauseCircle,
  Pencil,
  PieChart,
  PlayCircle,
  RotateCcw,
  Search,
  SkipForward,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { COMMANDS, type Command } from '../../commands/commands.ts';
import { Button, type Tone } from '../../components/Button.tsx';
import { Hint } from '../../components/Hint.tsx';
import { allLines, isApprovable, isLive, selectedLines, usePlanUi } from '../../stores/plan.ts';
import { lines } from '../../stores/terminal.ts';

/** What can be done with the plan; each button is a command and does what its shortcut does. */
export function PlanToolbar() {
  const { t } = useTranslation();
  // Which lines an action means depends on these two; the commands read them when they run.
  useStore(lines);
  usePlanUi();
  const toApprove = allLines(isApprovable).length;
  const pausable = selectedLines(isLive);
  const resumes = pausable.length > 0 && pausable.every((line) => line.paused);
  return (
    <div className="plan-toolbar" role="toolbar" aria-label={t('plan.actions')}>
      <CommandButton id="importSignals" icon={FileInput} />
      <span className="plan-toolbar-line" />
      <CommandButton
        id="approveAll"
        icon={CheckCheck}
        tone={toApprove > 0 ? 'primary' : 'neutral'}
        label={toApprove > 0 ? t('plan.approveAllOf', { count: toApprove }) : t('command.approveAll')}
      />
      <CommandButton id="approveSelected" icon={Check} label={t('plan.approve')} />
      <span className="plan-toolbar-line" />
      <CommandButton id="editLine" icon={Pencil} label={t('plan.edit')} tone="quiet" />
      <CommandButton id="skipLines" icon={SkipForward} label={t('plan.skip')} tone="quiet" />
      <CommandButton id="restoreLines" icon={RotateCcw} label={t('plan.restore')} tone="quiet" />
      <CommandButton
        id="pauseLines"
        icon={resumes ? PlayCircle : PauseCircle}
        label={resumes ? t('plan.resume') : t('plan.pause')}
        tone="quiet"
      />
      <PlanFilter />
      <CommandButton id="showWeights" icon={PieChart} label={t('plan.weights')} tone="quiet" />
    </div>
  );
}

interface CommandButtonProps {
  readonly id: Command['id'];
  readonly icon: LucideIcon;
  readonly label?: string;
  readonly tone?: Tone;
}

function CommandButton({ id, icon: Icon, label, tone = 'neutral' }: CommandButtonProps) {
  const { t } = useTranslation();
  const command = COMMANDS.find((candidate) => candidate.id === id);
  return (
    <Hint text={t(`command.${id}`)} keys={command?.keys ?? null}>
      <Button tone={tone} disabled={command?.available() !== true} onClick={() => command?.run()}>
        <Icon size={14} />
        {label ?? t(`command.${id}`)}
      </Button>
    </Hint>
  );
}

function PlanFilter() {
  const { t } = useTranslation();
  const filter = usePlanUi((ui) => ui.filter);
  return (
    <label className="search plan-filter">
      <Search size={14} />
      <input
        type="search"
        aria-label={t('plan.filter')}
        placeholder={t('plan.filter')}
        value={filter}
        onChange={(event) => usePlanUi.setState({ filter: event.target.value })}
      />
    </label>
  );
}
