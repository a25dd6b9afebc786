import './Notices.css';
import { CircleAlert, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { useDescribe } from '../i18n/refusal.ts';
import { type Notice, dismissNotice, useNotices } from '../stores/notices.ts';
import { showScript } from '../stores/scripts.ts';

const ICONS: Readonly<Record<Notice['level'], LucideIcon>> = { info: Info, warn: TriangleAlert, error: CircleAlert };

/** What the trader should know now, said aloud to a screen reader as well. */
export function Notices() {
  const { t } = useTranslation();
  const shown = useNotices((notices) => notices.shown);
  return (
    <section className="notices" aria-live="polite" aria-label={t('shell.notices')}>
      {shown.map((notice) => {
        const Icon = ICONS[notice.level];
        return (
          <div key={notice.key} className="notice" data-level={notice.level}>
            <Icon size={16} />
            <NoticeText notice={notice} />
            <Button
              tone="quiet"
              small
              className="button-icon"
              aria-label={t('common.close')}
              onClick={() => dismissNotice(notice.key)}
            >
              <X size={14} />
            </Button>
          </div>
        );
      })}
    </section>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { because, script } = notice;
  return (
    <div className="notice-text selectable">
      <p>{describe(notice)}</p>
      {because !== undefined && <p>{describe(because)}</p>}
      {script !== undefined && (
        <Button small onClick={() => void showScript(script)}>
          {t('scripts.show')}
        </Button>
      )}
    </div>
  );
}
