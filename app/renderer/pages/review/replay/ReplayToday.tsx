import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button.tsx';
import { openReplay } from '../../../stores/replay.ts';
import { useTerminal } from '../../../stores/terminal.ts';

/** Leads to the day at hand, as far as it has come; trading goes on beside it. */
export function ReplayToday() {
  const { t } = useTranslation();
  const date = useTerminal((state) => state.status?.date ?? null);
  if (date === null) return null;
  return (
    <Button onClick={() => void openReplay(date)}>
      <History size={16} /> {t('replay.openToday')}
    </Button>
  );
}
