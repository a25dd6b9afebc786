import { useTranslation } from 'react-i18next';
import { type TrialRow } from '../../../preload/contract.ts';
import { formatClock } from '../../format/time.ts';
import { formatPrice, formatQuantity } from '../../format/number.ts';

const WIDTH = 360;
const HEIGHT = 140;
const EDGE = 6;

/** The market's price over the day, and where the script's orders stood: filled ones full, others hollow. */
export function TrialChart({ trial }: { readonly trial: TrialRow }) {
  const { t } = useTranslation();
  const { prices, orders } = trial;
  const [first, last] = [prices[0], prices.at(-1)];
  if (first === undefined || last === undefined) return null;
  const all = [...prices.map(({ price }) => price), ...orders.map(({ price }) => price)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (time: number): number => scaled(time, first.time, last.time, EDGE, WIDTH - EDGE);
  const y = (price: number): number => scaled(price, low, high, HEIGHT - EDGE, EDGE);
  const path = prices.map(({ time, price }) => `${x(time).toFixed(1)},${y(price).toFixed(1)}`).join(' ');
  return (
    <svg className="trial-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('scripts.chart', { count: orders.length })}>
      <polyline className="trial-price" points={path} />
      {orders.map(({ time, price, quantity, filled }, at) => (
        <circle key={at} className={filled > 0 ? 'trial-filled' : 'trial-sent'} cx={x(time)} cy={y(price)} r={3}>
          <title>{`${formatClock(time)} ${formatQuantity(quantity)} × ${formatPrice(price)}`}</title>
        </circle>
      ))}
    </svg>
  );
}

function scaled(value: number, from: number, to: number, low: number, high: number): number {
  return to === from ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low);
}
