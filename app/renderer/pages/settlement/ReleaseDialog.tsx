import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { askFor, releaseDay } from '../../stores/settlement.ts';

/** Lets the next day trade although this one is not sealed. */
export function ReleaseDialog({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  return (
    <ReasonDialog title={t('settlement.releaseTitle', { date })} action={t('settlement.confirmRelease')} complete onClose={() => askFor(null)} onSubmit={releaseDay}>
      <p className="warning">{t('settlement.releaseNote')}</p>
    </ReasonDialog>
  );
}
