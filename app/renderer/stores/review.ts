import { create } from 'zustand';
import { type PastDayRow, type ProfitKind, type ProfitRow, type RequestPayload, type ReviewDayRow, type ReviewRow, type RoundTripRow, type WhyRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { createRowStore } from './rows.ts';

export type ReviewTable = 'days' | 'months' | 'profit' | 'trips';
export type ReviewChart = 'equity' | 'rolling' | 'strategies';
export type PastTable = 'plan' | 'orders' | 'fills' | 'hand' | 'risk' | 'alerts';
/** What may be asked why. */
export type WhyOf = RequestPayload<'why'>['of'];

export interface ReviewState {
  /** Null: not read yet. */
  readonly review: ReviewRow | null;
  readonly table: ReviewTable;
  readonly chart: ReviewChart;
  readonly by: ProfitKind;
  /** The day that is open; null: none. */
  readonly day: PastDayRow | null;
  readonly past: PastTable;
  /** What was asked about; null: nothing. */
  readonly why: WhyRow | null;
}

export const useReview = create<ReviewState>(() => ({
  review: null,
  table: 'days',
  chart: 'equity',
  by: 'instrument',
  day: null,
  past: 'plan',
  why: null,
}));

export const reviewDays = createRowStore<ReviewDayRow>(({ date }) => date);
export const roundTrips = createRowStore<RoundTripRow>(({ id }) => id);
export const profits = createRowStore<ProfitRow>(({ key }) => key);

export async function readReview(): Promise<void> {
  const read = await ask(bridge().review());
  if (read === null) return;
  const review = read.value;
  reviewDays.reset(review.days);
  roundTrips.reset(review.trips);
  profits.reset(review.profits[useReview.getState().by]);
  useReview.setState({ review });
  const { day } = useReview.getState();
  if (day !== null && reviewDays.get(day.date) === undefined) closeDay();
}

export function attributeBy(by: ProfitKind): void {
  profits.reset(useReview.getState().review?.profits[by] ?? []);
  useReview.setState({ by });
}

export async function openDay(date: string): Promise<void> {
  const opened = await ask(bridge().pastDay({ date }));
  if (opened !== null) useReview.setState({ day: opened.value, why: null });
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

export type ReportFormat = RequestPayload<'saveReport'>['format'];

/** Saves a report of the days from `from` to `to` where the trader says. */
export async function saveReport(from: string, to: string, format: ReportFormat): Promise<void> {
  const answer = await ask(bridge().saveReport({ from, to, format }));
  if (answer?.value.saved === true) noticeDone('report.saved', {});
}

export async function saveNote(date: string, text: string, tags: readonly string[]): Promise<void> {
  const saved = await ask(bridge().noteDay({ date, text, tags: [...tags] }));
  if (saved === null) return;
  noticeDone('review.noted', { date });
  await readReview();
}
