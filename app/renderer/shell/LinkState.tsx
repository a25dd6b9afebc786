import { LoaderCircle, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Empty } from '../components/Empty.tsx';
import { useDescribe } from '../i18n/refusal.ts';
import { useTerminal } from '../stores/terminal.ts';

/** What stands in place of the page until the terminal has told everything once. */
export function LinkState() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const link = useTerminal((state) => state.link);
  if (link.kind === 'failed') {
    return (
      <Empty icon={<Unplug size={32} />} title={t('shell.linkFailed')} text={describe(link.reason)}>
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t('common.retry')}
        </Button>
      </Empty>
    );
  }
  return <Empty icon={<LoaderCircle size={32} className="turning" />} title={t('shell.loading')} />;
}
