import { useTranslation } from 'react-i18next';
import { type Side } from '../../preload/contract.ts';

export interface SideWordProps {
  readonly side: Side;
}

/** Buy or sell, in its colour and in words. */
export function SideWord({ side }: SideWordProps) {
  const { t } = useTranslation();
  return <span className={side === 'buy' ? 'up' : 'down'}>{t(`words.side.${side}`)}</span>;
}
