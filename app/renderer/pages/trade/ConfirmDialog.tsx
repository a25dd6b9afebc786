import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { Verdicts } from '../../components/Verdicts.tsx';
import { formatMoney, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { useOnlyCancels } from '../../stores/gateway.ts';
import { useRow } from '../../stores/rows.ts';
import { instruments, useTerminal } from '../../stores/terminal.ts';
import { type Confirmation, closeConfirmation, reviewTicket, sendConfirmed, useTicket } from '../../stores/ticket.ts';

/** The whole order with its cost, for the trader's last word. */
export function ConfirmDialog() {
  const { t } = useTranslation();
  const confirmation = useTicket((state) => state.confirmation);
  if (confirmation === null) return null;
  return (
    <Dialog title={t('trade.confirmTitle')} className="confirm" onClose={closeConfirmation}>
      <OrderFacts confirmation={confirmation} />
      <Section title={t('plan.checks')}>
        <Verdicts verdicts={confirmation.preview.verdicts} brief />
      </Section>
      <Foot confirmation={confirmation} />
    </Dialog>
  );
}

interface ConfirmationProps {
  readonly confirmation: Confirmation;
}

function OrderFacts({ confirmation }: ConfirmationProps) {
  const { t } = useTranslation();
  const { ticket, preview } = confirmation;
  const instrument = useRow(instruments, ticket.instrument);
  const mode = useTerminal((state) => state.status?.mode ?? 'paper');
  const account = useTerminal((state) => state.status?.account ?? '');
  const price = formatPrice(preview.price, priceDigits(instrument?.board ?? 'main'));
  const { commission, stampTax, transferFee } = preview.fees;
  const fees = commission + stampTax + transferFee;
  const buys = ticket.side === 'buy';
  return (
    <>
      <section className="section">
        <p className="confirm-order">
          <SideWord side={ticket.side} />
          <span>{instrument?.name}</span>
          <small>{ticket.instrument}</small>
        </p>
        <Facts
          facts={[
            [
              t('shell.account'),
              <>
                {account} <Badge tone={mode === 'live' ? 'warning' : 'accent'}>{t(`words.mode.${mode}`)}</Badge>
              </>,
            ],
            [t('trade.type'), t(`words.orderType.${ticket.type}`)],
            [t(ticket.type === 'limit' ? 'trade.price' : 'trade.worstPrice'), price],
            [t('trade.quantity'), `${formatQuantity(ticket.quantity)} ${t('common.shares')}`],
          ]}
        />
      </section>
      <section className="section confirm-total">
        <Facts
          facts={[
            [t('trade.value'), formatMoney(preview.value)],
            [t('trade.feesOf'), `${formatMoney(commission)} + ${formatMoney(stampTax)} + ${formatMoney(transferFee)}`],
            buys
              ? [t('trade.frozenNow'), formatMoney(preview.frozen)]
              : [t('trade.proceeds'), formatMoney(preview.value - fees)],
          ]}
        />
      </section>
    </>
  );
}

/** A key that is held down must not confirm what it opened. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

function Foot({ confirmation }: ConfirmationProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const onlyCancels = useOnlyCancels();
  const { ticket, sending, refused } = confirmation;
  const quantity = formatQuantity(ticket.quantity);
  return (
    <>
      {refused !== null && (
        <p className="section stop" role="alert">
          {describe(refused)}
        </p>
      )}
      <footer className="confirm-foot">
        <Button onClick={closeConfirmation} disabled={sending}>
          {t('common.cancel')}
        </Button>
        {refused === null ? (
          <Button
            tone={ticket.side}
            data-autofocus
            disabled={sending || onlyCancels}
            onKeyDown={ignoreRepeats}
            onClick={() => void sendConfirmed()}
          >
            {onlyCancels ? t('gateway.onlyCancels') : t(ticket.side === 'buy' ? 'trade.confirmBuy' : 'trade.confirmSell', { quantity })}
          </Button>
        ) : (
          <Button tone="primary" onClick={() => void reviewTicket()}>
            {t('trade.checkAgain')}
          </Button>
        )}
      </footer>
    </>
  );
}
