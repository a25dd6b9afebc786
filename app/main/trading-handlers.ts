import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TimeOfDay } from '../../core/kernel/time.ts';
import { price, quantity } from '../../core/kernel/units.ts';
import { type Command } from '../../core/oms/command.ts';
import { type PlaybackAction, type Reply, type RequestPayload, type TicketPreviewRow } from '../preload/contract.ts';
import { type PaperControl, type Session } from '../terminal/session.ts';
import { conditionCheck, conditionLanguage } from '../terminal/view/condition-check.ts';
import { planDryRunRow } from '../terminal/view/plan-dry-run.ts';
import { type SessionView } from '../terminal/view/session-view.ts';
import { type Access } from './access/access.ts';
import { basketId, instrumentId, lineId, orderId, toBasketTerms, strategyId, toDraft, toStyle, toTicket } from './core-values.ts';
import { type Handlers } from './gate.ts';
import { type OrderTokens } from './order-tokens.ts';

type TradingRequest =
  | 'approveLines'
  | 'editLine'
  | 'makeBasket'
  | 'dissolveBasket'
  | 'dryRun'
  | 'dryRunPlan'
  | 'checkCondition'
  | 'conditionLanguage'
  | 'finishLine'
  | 'forceLine'
  | 'overrideRule'
  | 'holdLine'
  | 'undo'
  | 'skipLine'
  | 'restoreLine'
  | 'pauseLine'
  | 'resumeLine'
  | 'setApproval'
  | 'setPauses'
  | 'pauseStrategy'
  | 'resumeStrategy'
  | 'setTradingState'
  | 'armWatch'
  | 'disarmWatch'
  | 'armExit'
  | 'disarmExit'
  | 'previewTicket'
  | 'placeOrder'
  | 'cancelOrder'
  | 'cancelAll'
  | 'takeOver'
  | 'explainOrder'
  | 'playback'
  | 'watch'
  | 'watchLine'
  | 'marketSubscribe';

export interface TradingParts {
  readonly session: Session;
  readonly view: SessionView;
  readonly tokens: OrderTokens;
  readonly access: Pick<Access, 'actor' | 'agree'>;
}

/** What the window may ask of the session. */
export function tradingHandlers(parts: TradingParts): Pick<Handlers, TradingRequest> {
  const { session, view, tokens, access } = parts;
  const give = (command: Command): Reply<null> => toReply(session.command(command, access.actor()));
  return {
    approveLines: ({ ids }) => give({ type: 'approveLines', lineIds: ids.map(lineId) }),
    makeBasket: ({ ids, ...terms }) => give({ type: 'makeBasket', lineIds: ids.map(lineId), terms: toBasketTerms(terms) }),
    dissolveBasket: ({ id }) => give({ type: 'dissolveBasket', basketId: basketId(id) }),
    editLine: ({ id, quantity: shares, style, ...more }) =>
      give({ type: 'editLine', lineId: lineId(id), plannedQuantity: quantity(shares), style: toStyle(style), ...more }),
    finishLine: ({ id, ...said }) => give({ type: 'finishLine', lineId: lineId(id), ...said }),
    forceLine: ({ id, ...said }) => give({ type: 'forceLine', lineId: lineId(id), ...said }),
    overrideRule: async ({ id, rule, reason, second }) => {
      const agreed = second === undefined || second === null ? null : await access.agree(second, 'riskOfficer');
      if (agreed?.ok === false) return agreed;
      return give({ type: 'overrideRule', lineId: lineId(id), rule, reason, ...(agreed === null ? {} : { approvedBy: agreed.value }) });
    },
    dryRun: ({ id, draft }) => session.dryRun(lineId(id), toDraft(draft)),
    dryRunPlan: () => ok(planDryRunRow(session)),
    holdLine: ({ id, ...said }) => give({ type: 'holdLine', lineId: lineId(id), ...said }),
    undo: () => give({ type: 'undo' }),
    checkCondition: ({ id, text }) => conditionCheck(session, lineId(id), text),
    conditionLanguage: () => ok(conditionLanguage(session)),
    skipLine: ({ id, ...said }) => give({ type: 'skipLine', lineId: lineId(id), ...said }),
    restoreLine: ({ id, ...said }) => give({ type: 'restoreLine', lineId: lineId(id), ...said }),
    pauseLine: ({ id, ...said }) => give({ type: 'pauseLine', lineId: lineId(id), ...said }),
    resumeLine: ({ id, ...said }) => give({ type: 'resumeLine', lineId: lineId(id), ...said }),
    setApproval: ({ mode }) => give({ type: 'setApproval', mode }),
    setPauses: (pauses) => give({ type: 'setPauses', pauses }),
    pauseStrategy: ({ strategy }) => give({ type: 'pauseStrategy', strategyId: strategyId(strategy) }),
    resumeStrategy: ({ strategy }) => give({ type: 'resumeStrategy', strategyId: strategyId(strategy) }),
    setTradingState: ({ state, reason }) => give({ type: 'setTradingState', state, reason }),
    armWatch: (input) => give({ type: 'armWatch', ...input }),
    disarmWatch: (input) => give({ type: 'disarmWatch', ...input }),
    armExit: ({ exit }) => give({ type: 'armExit', exit }),
    disarmExit: ({ exit }) => give({ type: 'disarmExit', exit }),
    previewTicket: (input) => previewTicket(session, tokens, input),
    placeOrder: (input) => placeOrder(parts, input),
    cancelOrder: ({ id }) => give({ type: 'cancelOrder', orderId: orderId(id) }),
    cancelAll: () => give({ type: 'cancelAll' }),
    takeOver: ({ id, line }) => give({ type: 'takeOver', orderId: orderId(id), line: line === null ? null : lineId(line) }),
    explainOrder: ({ id }) => view.explain(orderId(id)),
    playback: (action) => toReply(control(session.playback, action)),
    watch: ({ instrument }) => {
      if (instrument === null) return ok(view.watch(null));
      const id = instrumentId(instrument);
      return id.ok ? ok(view.watch(id.value)) : id;
    },
    watchLine: ({ id }) => ok(view.watchLine(id === null ? null : lineId(id))),
    marketSubscribe: ({ on }) => {
      view.subscribeMarket(on);
      return ok(null);
    },
  };
}

function previewTicket(session: Session, tokens: OrderTokens, input: RequestPayload<'previewTicket'>): Reply<TicketPreviewRow> {
  const ticket = toTicket(input);
  if (!ticket.ok) return ticket;
  const preview = session.preview(ticket.value);
  if (preview.ok) tokens.issue(preview.value.token, input);
  return preview;
}

function placeOrder({ session, tokens, access }: TradingParts, { ticket: input, token }: RequestPayload<'placeOrder'>): Reply<null> {
  const redeemed = tokens.redeem(token, input);
  if (!redeemed.ok) return redeemed;
  const ticket = toTicket(input);
  if (!ticket.ok) return ticket;
  return toReply(session.command({ type: 'placeOrder', ticket: ticket.value, token }, access.actor()));
}

function control(playback: Session['playback'], action: PlaybackAction): Result<void, Refusal> {
  if (playback === null) return refuse('playback.notPlayed');
  switch (action.action) {
    case 'play':
      return ok(playback.play());
    case 'pause':
      return ok(playback.pause());
    case 'setSpeed':
      return ok(playback.setSpeed(action.speed));
    case 'jumpTo':
      return ok(playback.jumpTo(action.time as TimeOfDay));
    case 'enterElsewhere':
      return 'enterElsewhere' in playback ? enterElsewhere(playback, action) : refuse('playback.oneDayOnly');
    case 'nextDay':
      return 'nextDay' in playback ? playback.nextDay() : refuse('playback.oneDayOnly');
  }
}

type Elsewhere = Extract<PlaybackAction, { action: 'enterElsewhere' }>;

function enterElsewhere(paper: PaperControl, { instrument, side, price: limit, quantity: shares }: Elsewhere): Result<void, Refusal> {
  const id = instrumentId(instrument);
  return id.ok ? paper.enterElsewhere({ instrument: id.value, side, type: 'limit', price: price(limit), quantity: quantity(shares) }) : id;
}

function toReply(result: Result<void, Refusal>): Reply<null> {
  return result.ok ? ok(null) : result;
}
