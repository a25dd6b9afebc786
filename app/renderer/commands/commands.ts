import { finish, force, hold, restore, skip, togglePaused, undo } from '../stores/hand.ts';
import {
  allLines,
  approve,
  closePanel,
  hasBegun,
  isActive,
  isApprovable,
  isCounting,
  isLive,
  isSkipped,
  pickSignals,
  selectedLines,
  showPanel,
  usePlanUi,
} from '../stores/plan.ts';
import { lockScreen, useAccess } from '../stores/access.ts';
import { DEMO_ACCOUNT, changeSpeed, openDemo, openRecorded, playbackAction, togglePlaying } from '../stores/playback.ts';
import { cancelAll, openOrderCount, stopTrading, togglePause } from '../stores/risk.ts';
import { sealDay } from '../stores/settlement.ts';
import { changeSettings, useSettings } from '../stores/settings.ts';
import { useTerminal } from '../stores/terminal.ts';
import { chooseSide } from '../stores/ticket.ts';
import { cancelOrder, explainOrder, showBook, useTrade } from '../stores/trade.ts';
import { orders, positions } from '../stores/terminal.ts';
import { type Page, showOverlay, showPage, useUi } from '../stores/ui.ts';
import { TIMELINE_CHART } from '../stores/timeline.ts';
import { focusField } from './focus.ts';

export const COMMAND_GROUPS = ['go', 'plan', 'trade', 'stop', 'playback', 'view'] as const;

export interface Command {
  readonly id:
    | 'palette'
    | 'shortcuts'
    | 'lockScreen'
    | 'showPlan'
    | 'showTrade'
    | 'showRisk'
    | 'showScripts'
    | 'showLog'
    | 'showReview'
    | 'showSync'
    | 'showSettlement'
    | 'showStrategies'
    | 'sealDay'
    | 'importSignals'
    | 'approveAll'
    | 'approveSelected'
    | 'editLine'
    | 'skipLines'
    | 'restoreLines'
    | 'finishLines'
    | 'forceLines'
    | 'holdLines'
    | 'undo'
    | 'pauseLines'
    | 'showWeights'
    | 'showDryRun'
    | 'showTimeline'
    | 'showBaskets'
    | 'closePanel'
    | 'findInstrument'
    | 'buy'
    | 'sell'
    | 'explainOrder'
    | 'closeOrder'
    | 'cancelOrder'
    | 'showOrders'
    | 'showFills'
    | 'showPositions'
    | 'stopPanel'
    | 'pauseBuys'
    | 'pauseSells'
    | 'stopTrading'
    | 'cancelAll'
    | 'liquidate'
    | 'togglePlaying'
    | 'faster'
    | 'slower'
    | 'nextDay'
    | 'openRecorded'
    | 'connectGateway'
    | 'openDemo'
    | 'language'
    | 'theme'
    | 'colours';
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** As react-hotkeys-hook writes it; null: only in the palette. */
  readonly keys: string | null;
  /** Whether it can be done now. */
  readonly available: () => boolean;
  readonly run: () => void;
}

const always = (): boolean => true;
const on = (page: Page): boolean => useUi.getState().page === page;
const playable = (): boolean => useTerminal.getState().status?.playback != null;
const isTrading = (): boolean => useTerminal.getState().status?.trading === 'active';
const holdsAnything = (): boolean => [...positions.getState().rows.values()].some(({ quantity }) => quantity > 0);
const selectedOrder = () => {
  const order = orders.get(useTrade.getState().order ?? '');
  return order === undefined || order.final ? undefined : order;
};
const ticketFor = (side: 'buy' | 'sell'): void => {
  showPage('trade');
  explainOrder(null);
  chooseSide(side);
  focusField('ticket-quantity');
};
const book = (name: 'orders' | 'fills' | 'positions') => (): void => {
  showPage('trade');
  showBook(name);
};

/** Everything that can be done from the keyboard, in the order in which the palette and the help sheet show it. */
export const COMMANDS: readonly Command[] = [
  { id: 'palette', group: 'go', keys: 'mod+k', available: always, run: () => showOverlay('palette') },
  { id: 'showPlan', group: 'go', keys: 'mod+1', available: always, run: () => showPage('plan') },
  { id: 'showTrade', group: 'go', keys: 'mod+2', available: always, run: () => showPage('trade') },
  { id: 'showRisk', group: 'go', keys: 'mod+3', available: always, run: () => showPage('risk') },
  { id: 'showScripts', group: 'go', keys: 'mod+4', available: always, run: () => showPage('scripts') },
  { id: 'showLog', group: 'go', keys: 'mod+5', available: always, run: () => showPage('log') },
  { id: 'showReview', group: 'go', keys: 'mod+6', available: always, run: () => showPage('review') },
  { id: 'showSettlement', group: 'go', keys: 'mod+7', available: always, run: () => showPage('settlement') },
  { id: 'showSync', group: 'go', keys: 'mod+8', available: always, run: () => showPage('sync') },
  { id: 'showStrategies', group: 'go', keys: 'mod+9', available: always, run: () => showPage('strategies') },
  { id: 'lockScreen', group: 'go', keys: 'mod+l', available: () => useAccess.getState().login, run: () => void lockScreen() },
  { id: 'shortcuts', group: 'go', keys: 'shift+slash', available: always, run: () => showOverlay('shortcuts') },
  {
    id: 'importSignals',
    group: 'plan',
    keys: 'mod+o',
    available: () => !usePlanUi.getState().importing,
    run: () => {
      showPage('plan');
      void pickSignals();
    },
  },
  {
    id: 'approveAll',
    group: 'plan',
    keys: 'shift+a',
    available: () => on('plan') && allLines(isApprovable).length > 0,
    run: () => void approve(allLines(isApprovable)),
  },
  {
    id: 'approveSelected',
    group: 'plan',
    keys: 'a',
    available: () => on('plan') && selectedLines(isApprovable).length > 0,
    run: () => void approve(selectedLines(isApprovable)),
  },
  {
    id: 'editLine',
    group: 'plan',
    keys: 'e',
    available: () => on('plan') && selectedLines(isLive).length === 1,
    run: () => {
      const [line] = selectedLines(isLive);
      if (line !== undefined) usePlanUi.setState({ focused: line.id, panel: 'edit' });
    },
  },
  {
    id: 'skipLines',
    group: 'plan',
    keys: 's',
    available: () => on('plan') && selectedLines(isLive).length > 0,
    run: () => void skip(selectedLines(isLive)),
  },
  {
    id: 'restoreLines',
    group: 'plan',
    keys: 'r',
    available: () => on('plan') && selectedLines(isSkipped).length > 0,
    run: () => void restore(selectedLines(isSkipped)),
  },
  {
    id: 'finishLines',
    group: 'plan',
    keys: 'shift+d',
    available: () => on('plan') && selectedLines(isActive).length > 0,
    run: () => void finish(selectedLines(isActive)),
  },
  {
    id: 'forceLines',
    group: 'plan',
    keys: 'shift+f',
    available: () => on('plan') && selectedLines(isActive).length > 0,
    run: () => void force(selectedLines(isActive)),
  },
  {
    id: 'holdLines',
    group: 'plan',
    keys: 'h',
    available: () => on('plan') && selectedLines(isCounting).length > 0,
    run: () => void hold(selectedLines(isCounting)),
  },
  { id: 'undo', group: 'plan', keys: 'mod+z', available: () => useTerminal.getState().status !== null, run: () => void undo() },
  {
    id: 'pauseLines',
    group: 'plan',
    keys: 'p',
    available: () => on('plan') && selectedLines(isLive).length > 0,
    run: () => void togglePaused(selectedLines(isLive)),
  },
  {
    id: 'showWeights',
    group: 'plan',
    keys: 'w',
    available: () => on('plan'),
    run: () => showPanel(usePlanUi.getState().panel === 'weights' ? null : 'weights'),
  },
  {
    id: 'showDryRun',
    group: 'plan',
    keys: 'd',
    available: () => on('plan'),
    run: () => showPanel(usePlanUi.getState().panel === 'dryRun' ? null : 'dryRun'),
  },
  {
    id: 'showTimeline',
    group: 'plan',
    keys: 't',
    available: () => on('plan') && selectedLines(hasBegun).length === 1,
    run: () => {
      const [line] = selectedLines(hasBegun);
      if (line === undefined) return;
      usePlanUi.setState({ focused: line.id, panel: 'line' });
      focusField(TIMELINE_CHART);
    },
  },
  {
    id: 'showBaskets',
    group: 'plan',
    keys: 'b',
    available: () => on('plan'),
    run: () => showPanel(usePlanUi.getState().panel === 'baskets' ? null : 'baskets'),
  },
  {
    id: 'closePanel',
    group: 'plan',
    keys: 'escape',
    available: () => on('plan') && useUi.getState().overlay === null && usePlanUi.getState().panel !== null,
    run: () => closePanel(),
  },
  {
    id: 'findInstrument',
    group: 'trade',
    keys: 'slash',
    available: always,
    run: () => {
      showPage('trade');
      focusField('market-search');
    },
  },
  { id: 'buy', group: 'trade', keys: 'f1', available: always, run: () => ticketFor('buy') },
  { id: 'sell', group: 'trade', keys: 'f2', available: always, run: () => ticketFor('sell') },
  {
    id: 'explainOrder',
    group: 'trade',
    keys: 'y',
    available: () => on('trade') && orders.get(useTrade.getState().order ?? '') !== undefined,
    run: () => explainOrder(useTrade.getState().order),
  },
  {
    id: 'closeOrder',
    group: 'trade',
    keys: 'escape',
    available: () => on('trade') && useUi.getState().overlay === null && useTrade.getState().explained !== null,
    run: () => explainOrder(null),
  },
  {
    id: 'cancelOrder',
    group: 'trade',
    keys: 'x',
    available: () => on('trade') && selectedOrder() !== undefined,
    run: () => {
      const order = selectedOrder();
      if (order !== undefined) void cancelOrder(order.id);
    },
  },
  { id: 'showOrders', group: 'trade', keys: 'alt+1', available: always, run: book('orders') },
  { id: 'showFills', group: 'trade', keys: 'alt+2', available: always, run: book('fills') },
  { id: 'showPositions', group: 'trade', keys: 'alt+3', available: always, run: book('positions') },
  { id: 'stopPanel', group: 'stop', keys: 'f10', available: always, run: () => showOverlay('stop') },
  { id: 'pauseBuys', group: 'stop', keys: 'f8', available: always, run: () => void togglePause('buys') },
  { id: 'pauseSells', group: 'stop', keys: 'f9', available: always, run: () => void togglePause('sells') },
  {
    id: 'cancelAll',
    group: 'stop',
    keys: 'mod+shift+x',
    available: () => openOrderCount() > 0,
    run: () => void cancelAll(),
  },
  { id: 'stopTrading', group: 'stop', keys: 'mod+shift+s', available: isTrading, run: () => void stopTrading() },
  { id: 'liquidate', group: 'stop', keys: 'mod+shift+l', available: holdsAnything, run: () => showOverlay('liquidation') },
  { id: 'togglePlaying', group: 'playback', keys: 'alt+p', available: playable, run: () => void togglePlaying() },
  { id: 'faster', group: 'playback', keys: 'alt+period', available: playable, run: () => void changeSpeed(1) },
  { id: 'slower', group: 'playback', keys: 'alt+comma', available: playable, run: () => void changeSpeed(-1) },
  {
    id: 'nextDay',
    group: 'playback',
    keys: null,
    available: () => {
      const { status } = useTerminal.getState();
      return status?.playback?.goesOn === true && (status.settled || status.released);
    },
    run: () => void playbackAction({ action: 'nextDay' }),
  },
  { id: 'sealDay', group: 'playback', keys: null, available: () => useTerminal.getState().day?.final === false, run: () => void sealDay() },
  { id: 'openRecorded', group: 'playback', keys: 'mod+shift+o', available: playable, run: () => void openRecorded() },
  { id: 'connectGateway', group: 'playback', keys: null, available: always, run: () => showOverlay('gateway') },
  { id: 'openDemo', group: 'playback', keys: null, available: () => useTerminal.getState().status?.account !== DEMO_ACCOUNT || !playable(), run: () => void openDemo() },
  {
    id: 'language',
    group: 'view',
    keys: 'alt+l',
    available: always,
    run: () => void changeSettings({ language: useSettings.getState().language === 'zh' ? 'en' : 'zh' }),
  },
  {
    id: 'theme',
    group: 'view',
    keys: 'alt+t',
    available: always,
    run: () => void changeSettings({ theme: useSettings.getState().theme === 'dark' ? 'light' : 'dark' }),
  },
  {
    id: 'colours',
    group: 'view',
    keys: null,
    available: always,
    run: () => void changeSettings({ redUp: !useSettings.getState().redUp }),
  },
];

