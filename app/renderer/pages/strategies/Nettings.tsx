import { useTranslation } from 'react-i18next';
import { type NettingRow, type StrategiesRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { formatPrice, formatQuantity } from '../../format/number.ts';
import { askStrategy } from '../../stores/strategies.ts';

/** Where strategies trade against each other: what each wants, what meets within the account, and what goes to the market. */
export function Nettings({ row: { nettings, transfers } }: { readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  if (nettings.length === 0 && transfers.length === 0) return null;
  return (
    <section className="strategies-netting" aria-label={t('strategies.netting')}>
      <h3>{t('strategies.netting')}</h3>
      <ul>
        {nettings.map((netting) => (
          <Netting key={netting.instrument} netting={netting} />
        ))}
        {transfers.map(({ instrument, name, from, to, quantity, price }, at) => (
          <li key={`${at} ${instrument}`} className="muted">
            {name} <small>{instrument}</small> · {t('strategies.moved', { from, to, quantity: formatQuantity(quantity), price: formatPrice(price, 3) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Netting({ netting: { instrument, name, wishes, netted, rest, restSide } }: { readonly netting: NettingRow }) {
  const { t } = useTranslation();
  return (
    <li>
      <span>
        {name} <small className="muted">{instrument}</small>
      </span>
      {wishes.map(({ strategy, side, quantity }) => (
        <span key={strategy}>
          {strategy} <SideWord side={side} /> <span className="number">{formatQuantity(quantity)}</span>
        </span>
      ))}
      <span>
        {t('strategies.meets')} <span className="number">{formatQuantity(netted)}</span>
      </span>
      <span>
        {t('strategies.toMarket')} <SideWord side={restSide} /> <span className="number">{formatQuantity(rest)}</span>
      </span>
      <Button small onClick={() => askStrategy({ kind: 'net', instrument })}>
        {t('strategies.net')}
      </Button>
    </li>
  );
}
