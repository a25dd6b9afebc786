import './App.css';
import { Tooltip } from 'radix-ui';
import { type ReactNode } from 'react';
import { Hotkeys } from '../commands/Hotkeys.tsx';
import { LogPage } from '../pages/log/LogPage.tsx';
import { LiquidationDialog } from '../pages/liquidation/LiquidationDialog.tsx';
import { PlanPage } from '../pages/plan/PlanPage.tsx';
import { ReviewPage } from '../pages/review/ReviewPage.tsx';
import { RiskPage } from '../pages/risk/RiskPage.tsx';
import { SettlementPage } from '../pages/settlement/SettlementPage.tsx';
import { ScriptsPage } from '../pages/scripts/ScriptsPage.tsx';
import { StrategiesPage } from '../pages/strategies/StrategiesPage.tsx';
import { SyncPage } from '../pages/sync/SyncPage.tsx';
import { TradePage } from '../pages/trade/TradePage.tsx';
import { useAccess } from '../stores/access.ts';
import { useTerminal } from '../stores/terminal.ts';
import { type Page, useUi } from '../stores/ui.ts';
import { AccessDialogs } from './AccessDialogs.tsx';
import { DeskState } from './desk/DeskState.tsx';
import { DropZone } from './DropZone.tsx';
import { Failure } from './Failure.tsx';
import { GatewayDialog } from './GatewayDialog.tsx';
import { LinkState } from './LinkState.tsx';
import { LockScreen } from './LockScreen.tsx';
import { Nav } from './Nav.tsx';
import { Notices } from './Notices.tsx';
import { Palette } from './Palette.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

const HINT_DELAY_MS = 350;

const PAGE_COMPONENTS: Readonly<Record<Page, () => ReactNode>> = { plan: PlanPage, trade: TradePage, risk: RiskPage, scripts: ScriptsPage, log: LogPage, review: ReviewPage, settlement: SettlementPage, sync: SyncPage, strategies: StrategiesPage };

export function App() {
  const mode = useTerminal((state) => state.status?.mode);
  const ready = useTerminal((state) => state.link.kind === 'ready');
  const locked = useAccess((state) => state.locked);
  if (locked) {
    return (
      <>
        <LockScreen />
        <Notices />
      </>
    );
  }
  return (
    <Tooltip.Provider delayDuration={HINT_DELAY_MS} disableHoverableContent>
      <div className="app" data-mode={mode}>
        <Nav />
        <TopBar />
        <main className="app-page">{ready ? <OpenDesk /> : <LinkState />}</main>
        <StatusBar />
      </div>
      {ready && <DropZone />}
      <Notices />
      <Overlays />
      <AccessDialogs />
      <Hotkeys />
    </Tooltip.Provider>
  );
}

function OpenDesk() {
  return (
    <>
      <DeskState />
      <CurrentPage />
    </>
  );
}

function CurrentPage() {
  const page = useUi((ui) => ui.page);
  const Component = PAGE_COMPONENTS[page];
  return (
    <Failure key={page}>
      <Component />
    </Failure>
  );
}

function Overlays() {
  const overlay = useUi((ui) => ui.overlay);
  if (overlay === 'palette') return <Palette />;
  if (overlay === 'liquidation') return <LiquidationDialog />;
  if (overlay === 'gateway') return <GatewayDialog />;
  return overlay === 'shortcuts' ? <ShortcutSheet /> : null;
}
