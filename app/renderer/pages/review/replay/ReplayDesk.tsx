import './ReplayDesk.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReplayMomentRow } from '../../../../preload/contract.ts';
import { Empty } from '../../../components/Empty.tsx';
import { Figure } from '../../../components/Figure.tsx';
import { trendClass } from '../../../components/classes.ts';
import { NOTHING, formatMoney, formatQuantity, signed } from '../../../format/number.ts';
import { askReplayWhy, runReplay, useReplay } from '../../../stores/replay.ts';
import { WhyPane } from '../WhyPane.tsx';
import { JustNow } from './JustNow.tsx';
import { ReplayPrices } from './ReplayPrices.tsx';
import { ReplayTables } from './ReplayTables.tsx';
import { Scrubber } from './Scrubber.tsx';
import { Transport } from './Transport.tsx';

/** A day played again: the account as it stood at any moment of it. Nothing here reaches the account. */
export function ReplayDesk() {
  const { t } = useTranslation();
  const moment = useReplay((state) => state.moment);
  const why = useReplay((state) => state.why);
  const date = useReplay((state) => state.date) ?? '';
  useEffect(runReplay, []);
  return (
    <section className="replay" aria-label={t('replay.name')}>
      <Transport />
      <Scrubber />
      {moment === null ? (
        <Empty title={t('replay.loading')} />
      ) : (
        <>
          <Account moment={moment} />
          <div className="replay-body">
            <ReplayTables />
            <aside className="replay-side" aria-label={t('replay.side')}>
              {why === null ? (
                <>
                  <ReplayPrices />
                  <JustNow />
                </>
              ) : (
                <WhyPane
                  why={why}
                  date={date}
                  onBack={() => useReplay.setState({ why: null })}
                  onOrder={(id) => void askReplayWhy({ kind: 'order', id })}
                />
              )}
            </aside>
          </div>
        </>
      )}
    </section>
  );
}

function Account({ moment }: { readonly moment: ReplayMomentRow }) {
  const { t } = useTranslation();
  const { equity, dayPnl, cash, available, frozen, marketValue, orderCount, fillCount } = moment;
  return (
    <section className="replay-account" aria-label={t('replay.account')}>
      <Figure label={t('replay.equity')}>{formatMoney(equity)}</Figure>
      <Figure label={t('replay.dayPnl')} tone={trendClass(dayPnl ?? 0)}>
        {dayPnl === null ? NOTHING : signed(dayPnl, formatMoney(dayPnl))}
      </Figure>
      <Figure label={t('replay.cash')}>{formatMoney(cash)}</Figure>
      <Figure label={t('replay.available')}>{formatMoney(available)}</Figure>
      <Figure label={t('replay.frozen')}>{formatMoney(frozen)}</Figure>
      <Figure label={t('replay.marketValue')}>{formatMoney(marketValue)}</Figure>
      <Figure label={t('replay.orders')}>{formatQuantity(orderCount)}</Figure>
      <Figure label={t('replay.fills')}>{formatQuantity(fillCount)}</Figure>
    </section>
  );
}
