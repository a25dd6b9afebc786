import './AccountStrip.css';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../format/number.ts';
import { useTerminal } from '../../stores/terminal.ts';

/** The account's balances; T+1 makes available and withdrawable differ. */
export function AccountStrip() {
  const { t } = useTranslation();
  const account = useTerminal((state) => state.account);
  if (account === null) return <div className="account-strip" />;
  const { commission, stampTax, transferFee } = account.fees;
  const figures: readonly (readonly [string, number])[] = [
    [t('trade.equity'), account.equity],
    [t('trade.marketValue'), account.marketValue],
    [t('trade.available'), account.available],
    [t('trade.frozen'), account.frozen],
    [t('trade.withdrawable'), account.withdrawable],
    [t('trade.feesToday'), commission + stampTax + transferFee],
  ];
  return (
    <div className="account-strip" role="group" aria-label={t('trade.account')}>
      {figures.map(([label, value]) => (
        <span key={label}>
          <span>{label}</span>
          <span>{formatMoney(value)}</span>
        </span>
      ))}
    </div>
  );
}
