import { useTranslation } from 'react-i18next';
import { releaseDay } from '../../stores/settlement.ts';
import { ReasonForm } from './ReasonForm.tsx';

/** Lets the next day trade although this one is not sealed. */
export function ReleaseDialog({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  return (
    <ReasonForm title={t('settlement.releaseTitle', { date })} action={t('settlement.confirmRelease')} complete onSubmit={releaseDay}>
      <p className="warning">{t('settlement.releaseNote')}</p>
    </ReasonForm>
  );
}
