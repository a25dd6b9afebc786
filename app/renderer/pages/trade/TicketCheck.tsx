import { useTranslation } from 'react-i18next';
import { type TicketPreviewRow } from '../../../preload/contract.ts';
import { Facts } from '../../components/Figure.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { formatMoney } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { useTicket } from '../../stores/ticket.ts';

/** What the order would cost and what every rule says of it, before anything is sent. */
export function TicketCheck() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const check = useTicket((state) => state.check);
  return (
    <div className="ticket-check" aria-live="polite" aria-busy={check.kind === 'asking'}>
      {check.kind === 'none' && <p className="faint">{t('trade.fillIn')}</p>}
      {check.kind === 'asking' && <p className="faint">{t('trade.checking')}</p>}
      {check.kind === 'refused' && <p className="stop">{describe(check.reason)}</p>}
      {check.kind === 'known' && (
        <>
          <Facts
            facts={[
              [t('trade.value'), formatMoney(check.preview.value)],
              [t('trade.fees'), formatMoney(feesOf(check.preview))],
            ]}
          />
          <Verdicts verdicts={check.preview.verdicts} brief />
        </>
      )}
    </div>
  );
}

function feesOf({ fees }: TicketPreviewRow): number {
  return fees.commission + fees.stampTax + fees.transferFee;
}
