import {
  Check,
  CheckCheck,
  CircleCheckBig,
  FileInput,
  FlaskConical,
  type LucideIcon,
  PauseCircle,
  Pencil,
  PieChart,
  PlayCircle,
  RotateCcw,
  Search,
  ShoppingBasket,
  SkipForward,
  Timer,
  Undo2,
  Workflow,
  Zap,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { COMMANDS, type Command } from '../../commands/commands.ts';
import { Button, type Tone } from '../../components/Button.tsx';
import { Hint } from '../../components/Hint.tsx';
import { Menu, MenuChoice, MenuItem } from '../../components/Menu.tsx';
import { useWide } from '../../components/useWide.ts';
import { setApproval } from '../../stores/hand.ts';
import { allLines, isApprovable, isLive, selectedLines, usePlanUi } from '../../stores/plan.ts';
import { strategyNames, toggleStrategy } from '../../stores/risk.ts';
import { lines, useTerminal } from '../../stores/terminal.ts';

const NONE: readonly string[] = [];
/** Width of the window, in pixels, from which there is room for every button's name. */
const LABELS_FROM = 1_700;

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
      <CommandButton id="forceLines" icon={Zap} label={t('plan.hand.force')} tone="quiet" />
      <CommandButton id="finishLines" icon={CircleCheckBig} label={t('plan.hand.finish')} tone="quiet" />
      <CommandButton
        id="pauseLines"
        icon={resumes ? PlayCircle : PauseCircle}
        label={resumes ? t('plan.resume') : t('plan.pause')}
        tone="quiet"
      />
      <StrategyMenu />
      <ApprovalMenu />
      <CommandButton id="undo" icon={Undo2} label={t('words.deed.undo')} tone="quiet" />
      <PlanFilter />
      <CommandButton id="showDryRun" icon={FlaskConical} label={t('dryRun.title')} tone="quiet" />
      <CommandButton id="showBaskets" icon={ShoppingBasket} label={t('plan.baskets')} tone="quiet" />
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

/** In a narrow window the quiet ones show their icons alone. */
function CommandButton({ id, icon: Icon, label, tone = 'neutral' }: CommandButtonProps) {
  const { t } = useTranslation();
  const wide = useWide(LABELS_FROM);
  const command = COMMANDS.find((candidate) => candidate.id === id);
  const name = label ?? t(`command.${id}`);
  return (
    <Hint text={t(`command.${id}`)} keys={command?.keys ?? null}>
      <Button tone={tone} aria-label={name} disabled={command?.available() !== true} onClick={() => command?.run()}>
        <Icon size={14} />
        {(wide || tone !== 'quiet') && name}
      </Button>
    </Hint>
  );
}

/** Pause and resume, strategy by strategy; paused ones are marked in the status bar. */
function StrategyMenu() {
  const { t } = useTranslation();
  const paused = useTerminal((state) => state.status?.pauses.strategies ?? NONE);
  const wide = useWide(LABELS_FROM);
  const names = strategyNames();
  const label = paused.length > 0 ? t('plan.strategiesPaused', { count: paused.length }) : t('plan.pauseStrategies');
  return (
    <Menu
      trigger={
        <Button tone="quiet" aria-label={label} disabled={names.length === 0}>
          {paused.length > 0 ? <PauseCircle size={14} /> : <Workflow size={14} />}
          {wide && label}
        </Button>
      }
    >
      {names.map((name) => (
        <MenuItem key={name} onSelect={() => void toggleStrategy(name)}>
          {paused.includes(name) ? <PlayCircle size={14} /> : <PauseCircle size={14} />}
          {t(paused.includes(name) ? 'shell.resumeStrategy' : 'shell.pauseStrategy', { name })}
        </MenuItem>
      ))}
    </Menu>
  );
}

const APPROVALS = ['each', 'countdown', 'automatic'] as const;

/** How the account's plans are approved. */
function ApprovalMenu() {
  const { t } = useTranslation();
  const mode = useTerminal((state) => state.plan?.approval ?? 'each');
  const wide = useWide(LABELS_FROM);
  const label = t(`plan.hand.approvals.${mode}`);
  return (
    <Menu
      trigger={
        <Button tone="quiet" aria-label={`${t('plan.hand.approval')}: ${label}`}>
          <Timer size={14} />
          {wide && label}
        </Button>
      }
    >
      <MenuChoice
        title={t('plan.hand.approval')}
        value={mode}
        choices={APPROVALS.map((value) => ({ value, label: t(`plan.hand.approvals.${value}`) }))}
        onChange={(value) => void setApproval(value)}
      />
    </Menu>
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
