import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReplayEventRow, type ReplayKind } from '../../../../preload/contract.ts';
import { formatMinute } from '../../../format/time.ts';
import { LAST_PLACE, timeAt } from '../../../stores/replay-scale.ts';
import { goTo, useReplay } from '../../../stores/replay.ts';

/** Kinds that have a lane of their own above the slider. */
const LANES: readonly ReplayKind[] = ['fill', 'order', 'hand', 'risk'];
/** Marks that stand closer together than this are drawn as one. */
const BINS = 600;
/** Times below the slider: each half hour. */
const TICKS = 11;
const STEP_MS = 1_000;

/** The day as a slider, with marks of what happened in it. */
export function Scrubber() {
  const { t } = useTranslation();
  const place = useReplay((state) => state.place);
  const events = useReplay((state) => state.events);
  const places = useReplay((state) => state.places);
  const lanes = useMemo(() => LANES.map((kind) => ({ kind, bins: binsOf(kind, events, places) })), [events, places]);
  return (
    <section className="scrubber" aria-label={t('replay.scrubber')}>
      {lanes.map(({ kind, bins }) => (
        <div key={kind} className="scrubber-lane">
          <span className="faint">{t(`replay.kind.${kind}`)}</span>
          <svg viewBox={`0 0 ${BINS} 10`} preserveAspectRatio="none" aria-hidden="true">
            {bins.map((bin) => (
              <rect key={bin} className={`mark-${kind}`} x={bin} y={1} width={1.5} height={8} />
            ))}
          </svg>
        </div>
      ))}
      <div className="scrubber-lane">
        <span className="faint">{t('replay.time')}</span>
        <input
          type="range"
          aria-label={t('replay.slider')}
          aria-valuetext={formatMinute(timeAt(place))}
          min={0}
          max={LAST_PLACE}
          step={STEP_MS}
          value={place}
          onChange={({ target }) => goTo(Number(target.value))}
        />
      </div>
      <div className="scrubber-lane scrubber-axis faint" aria-hidden="true">
        <span />
        <div>
          {Array.from({ length: TICKS }, (_, at) => (
            <span key={at}>{formatMinute(timeAt((LAST_PLACE * at) / (TICKS - 1)))}</span>
          ))}
        </div>
      </div>
    </section>
  );
}

function binsOf(kind: ReplayKind, events: readonly ReplayEventRow[], places: readonly number[]): readonly number[] {
  const bins = new Set<number>();
  for (const [at, event] of events.entries()) {
    if (event.kind === kind) bins.add(Math.floor(((places[at] ?? 0) / LAST_PLACE) * (BINS - 2)));
  }
  return [...bins];
}
