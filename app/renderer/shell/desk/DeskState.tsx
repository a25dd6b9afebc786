import './DeskState.css';
import { DatabaseZap } from 'lucide-react';
import { useDescribe } from '../../i18n/refusal.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { AilingStrips, ClockStrip } from './AilingStrips.tsx';
import { DifferencesStrip } from './DifferencesStrip.tsx';
import { GatewayStrip } from './GatewayStrip.tsx';
import { Strip } from './Strip.tsx';
import { UnknownOrders } from './UnknownOrders.tsx';

/** What keeps the account from trading as it should, over every page, the worst first; nothing while all is well. */
export function DeskState() {
  return (
    <div className="desk-state">
      <FailureStrip />
      <GatewayStrip />
      <DifferencesStrip />
      <UnknownOrders />
      <AilingStrips />
      <ClockStrip />
    </div>
  );
}

/** The journal cannot be written, or somebody else has the account. */
function FailureStrip() {
  const describe = useDescribe();
  const failure = useTerminal((state) => state.status?.failure ?? null);
  if (failure === null) return null;
  return (
    <Strip level="stop" icon={DatabaseZap} testId="failure">
      <span>{describe(failure)}</span>
    </Strip>
  );
}
