import { memo } from 'react';
import { type ReviewDayRow } from '../../../preload/contract.ts';
import { formatMoney, formatPercent, signed } from '../../format/number.ts';
import { useReview } from '../../stores/review.ts';
import './DayCalendar.css';

const DAY_MS = 86_400_000;
const FRIDAY = 5;
/** A change of this much, 3 % in steps of 1e-8, is as strong as a colour gets. */
const STRONGEST = 3_000_000;
const LEVELS = 4;

interface CalendarProps {
  readonly days: readonly ReviewDayRow[];
  readonly onOpen: (date: string) => void;
}

/** Every day of every year by what it earned: a week a column, Monday to Friday down. A click opens the day. */
export const DayCalendar = memo(function DayCalendar({ days, onOpen }: CalendarProps) {
  const open = useReview((state) => state.day?.date ?? null);
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))].toReversed();
  return (
    <div className="day-calendar">
      {years.map((year) => (
        <section key={year} className="calendar-year" aria-label={year}>
          <h3>{year}</h3>
          <div className="calendar-days">
            {days
              .filter(({ date }) => date.startsWith(year))
              .map((day) => (
                <CalendarDay key={day.date} day={day} current={day.date === open} onOpen={onOpen} />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
});

interface DayProps extends Pick<CalendarProps, 'onOpen'> {
  readonly day: ReviewDayRow;
  readonly current: boolean;
}

function CalendarDay({ day: { date, profit, change }, current, onOpen }: DayProps) {
  const { week, weekday } = placeOf(date);
  const text = `${date} ${signed(profit, formatMoney(profit))} ${signed(change, formatPercent(change))}`;
  return (
    <button
      type="button"
      className="calendar-day"
      data-trend={Math.sign(profit)}
      data-level={Math.min(LEVELS, Math.ceil((Math.abs(change) / STRONGEST) * LEVELS))}
      aria-current={current ? 'date' : undefined}
      aria-label={text}
      title={text}
      style={{ gridColumn: week, gridRow: weekday }}
      onClick={() => onOpen(date)}
    />
  );
}

/** Column and row of a day within its year, from 1; a session on a weekend stands with Friday. */
function placeOf(date: string): { readonly week: number; readonly weekday: number } {
  const [day, first] = [Date.parse(date), Date.parse(`${date.slice(0, 4)}-01-01`)];
  const weekdayOf = (moment: number): number => ((new Date(moment).getUTCDay() + 6) % 7) + 1;
  const week = Math.floor(((day - first) / DAY_MS + weekdayOf(first) - 1) / 7) + 1;
  return { week, weekday: Math.min(weekdayOf(day), FRIDAY) };
}
