import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type StepRow } from '../../../preload/contract.ts';
import { Verdicts } from '../../components/Verdicts.tsx';
import { formatPrice, formatQuantity } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';

/** A step with the instrument that it is about, left out where all are about the same one. */
type NamedStep = StepRow & { readonly name?: string };

/** What was journalled on the way, one by one, in words. */
export function WhySteps({ steps }: { readonly steps: readonly NamedStep[] }) {
  return (
    <ol className="why-steps">
      {steps.map((step) => (
        <Step key={step.seq} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: NamedStep }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { at, by, said, reason, numbers, verdicts } = step;
  return (
    <li className="why-step">
      <span className="muted">{formatClock(at)}</span>
      <div>
        {step.name !== undefined && step.name !== '' && <span className="muted">{step.name} </span>}
        <span>{stepWord(t, step)}</span>
        {by !== null && <span className="faint"> {by === 'policy' ? t('review.policy') : by}</span>}
        {said !== null && <p className="selectable">{said}</p>}
        {numbers !== null && <p className="muted selectable">{numbers}</p>}
        {reason !== null && <p className="muted selectable">{describe(reason)}</p>}
        {verdicts.length > 0 && <Verdicts verdicts={verdicts} />}
      </div>
    </li>
  );
}

/** What happened, with its numbers. */
export function stepWord(t: TFunction, { type, deed, report, quantity, price }: StepRow): string {
  const word = deed !== null ? t(`words.deed.${deed}`) : report === null ? t(`log.type.${type}`) : t(`review.report.${report}`);
  if (quantity === null) return word;
  return price === null ? t('review.stepShares', { word, quantity: formatQuantity(quantity) }) : t('review.stepOrder', { word, quantity: formatQuantity(quantity), price: formatPrice(price) });
}
