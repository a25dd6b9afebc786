import { create } from 'zustand';
import { type CostKind, type CostRow, type PageRow, type PastDayRow, type ProfitKind, type ProfitRow, type Replies, type Reply, type RequestPayload, type ReviewCostsRow, type ReviewDayRow, type ReviewRow, type RoundTripRow, type ShortfallDayRow, type WhyRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { type RangeName, rangeStart } from './review-range.ts';
import { createRowStore } from './rows.ts';

export type ReviewTable = 'days' | 'calendar' | 'months' | 'profit' | 'costs' | 'shortfall' | 'trips' | 'fills' | 'notes';
export type ReviewChart = 'equity' | 'rolling' | 'exposure' | 'strategies' | 'model';
export type PastTable = 'plan' | 'orders' | 'fills' | 'hand' | 'risk' | 'alerts';
/** What may be asked why. */
export type WhyOf = RequestPayload<'why'>['of'];

/** Which days, and whose part of them. */
export type ReviewLook = RequestPayload<'review'>;
/** Which rows of a long table, in which order. */
export type ReviewPage = Pick<RequestPayload<'reviewTrips'>, 'order' | 'start' | 'count'>;

/** A review with what was looked at. */
export interface LookedAt extends ReviewRow {
  readonly look: ReviewLook;
}

export interface ReviewState {
  readonly look: ReviewLook;
  /** The stretch that was chosen by its name; null: by its dates. */
  readonly range: RangeName | null;
  /** Null: not read yet. */
  readonly review: LookedAt | null;
  readonly table: ReviewTable;
  readonly chart: ReviewChart;
  readonly by: ProfitKind;
  readonly costsBy: CostKind;
  /** What executions cost on the days that are looked at; null: nobody has asked yet. */
  readonly costs: ReviewCostsRow | null;
  /** The day that is open; null: none. */
  readonly day: PastDayRow | null;
  readonly past: PastTable;
  /** The round trip that is open; null: none. */
  readonly trip: RoundTripRow | null;
  /** What was asked about; null: nothing. */
  readonly why: WhyRow | null;
}

/** CSI 300, which people look at first. */
const USUAL_INDEX = '000300.SH';

export const useReview = create<ReviewState>(() => ({
  look: { from: null, to: null, strategyId: null, index: USUAL_INDEX },
  range: 'all',
  review: null,
  table: 'days',
  chart: 'equity',
  by: 'instrument',
  costsBy: 'style',
  costs: null,
  day: null,
  past: 'plan',
  trip: null,
  why: null,
}));

export const reviewDays = createRowStore<ReviewDayRow>(({ date }) => date);
export const executionCosts = createRowStore<CostRow>(({ key }) => key);
export const shortfallDays = createRowStore<ShortfallDayRow>(({ date }) => date);
export const profits = createRowStore<ProfitRow>(({ key }) => key);

/** How soon to ask again while days are still being worked out. */
const AGAIN_MS = 400;

export async function readReview(): Promise<void> {
  const { look } = useReview.getState();
  const read = await ask(bridge().review(look));
  if (read === null || look !== useReview.getState().look) return;
  const review = { ...read.value, look };
  reviewDays.reset(review.days);
  useReview.setState({ review });
  if (review.progress !== null) setTimeout(() => void readReview(), AGAIN_MS);
  const { day } = useReview.getState();
  if (day !== null && review.span === null) closeDay();
}

/** Looks at other days, or at another's part of them. */
export async function lookAt(change: Partial<ReviewLook>, range: RangeName | null = null): Promise<void> {
  useReview.setState(({ look }) => ({ look: { ...look, ...change }, range }));
  await readReview();
}

/** A stretch of days that ends with the last sealed one. */
export async function lookBack(range: RangeName): Promise<void> {
  const last = useReview.getState().review?.span?.to;
  if (last !== undefined) await lookAt({ from: rangeStart(range, last), to: null }, range);
}

let profitsOf: Replies['reviewProfits'] | null = null;

/** Takes an index's closes from a file, and holds the account against it. */
export async function importIndex(): Promise<void> {
  const taken = await ask(bridge().importIndex());
  const index = taken?.value.index ?? null;
  if (index === null) return;
  noticeDone('review.indexTaken', { index });
  await lookAt({ index }, useReview.getState().range);
}

export async function readProfits({ look }: LookedAt): Promise<void> {
  const read = await ask(bridge().reviewProfits(partOf(look)));
  if (read === null) return;
  profitsOf = read.value;
  profits.reset(profitsOf[useReview.getState().by]);
}

export function attributeBy(by: ProfitKind): void {
  profits.reset(profitsOf?.[by] ?? []);
  useReview.setState({ by });
}

export async function readCosts({ look }: LookedAt): Promise<void> {
  const read = await ask(bridge().reviewCosts(partOf(look)));
  if (read === null) return;
  executionCosts.reset(read.value.by[useReview.getState().costsBy]);
  shortfallDays.reset(read.value.days);
  useReview.setState({ costs: read.value });
}

export function divideCostsBy(costsBy: CostKind): void {
  executionCosts.reset(useReview.getState().costs?.by[costsBy] ?? []);
  useReview.setState({ costsBy });
}

/** The days and whose part of them: tables know no index. */
function partOf({ from, to, strategyId }: ReviewLook): RequestPayload<'reviewProfits'> {
  return { from, to, strategyId };
}

/** A request for rows of round trips or fills. */
export type PageRequest<Row> = (asked: RequestPayload<'reviewTrips'>) => Promise<Reply<PageRow<Row>>>;

/** Rows of the days that were looked at, as a table asks for them. */
export async function readPage<Row>(request: PageRequest<Row>, { look }: LookedAt, page: ReviewPage): Promise<PageRow<Row> | null> {
  const read = await ask(request({ ...partOf(look), instrument: null, ...page }));
  return read === null ? null : read.value;
}

export async function openDay(date: string): Promise<void> {
  const opened = await ask(bridge().pastDay({ date }));
  if (opened !== null) useReview.setState({ day: opened.value, trip: null, why: null });
}

export function openTrip(trip: RoundTripRow): void {
  useReview.setState({ trip, day: null, why: null });
}

export function closeTrip(): void {
  useReview.setState({ trip: null });
}

export function closeDay(): void {
  useReview.setState({ day: null, why: null });
}

export async function askWhy(of: WhyOf): Promise<void> {
  const { day } = useReview.getState();
  if (day === null) return;
  const told = await ask(bridge().why({ date: day.date, of }));
  if (told !== null) useReview.setState({ why: told.value });
}

export function forgetWhy(): void {
  useReview.setState({ why: null });
}
