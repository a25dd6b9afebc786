import './Nav.css';
import { ArrowLeftRight, BellRing, ClipboardCheck, CloudUpload, FileCode, History, Layers, ListChecks, type LucideIcon, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../components/Hint.tsx';
import { PAGES, type Page, showPage, useUi } from '../stores/ui.ts';
import { Logo } from './Logo.tsx';

const ICONS: Readonly<Record<Page, LucideIcon>> = { plan: ListChecks, trade: ArrowLeftRight, risk: ShieldCheck, scripts: FileCode, log: BellRing, review: History, settlement: ClipboardCheck, sync: CloudUpload, strategies: Layers };

export function Nav() {
  const { t } = useTranslation();
  const current = useUi((ui) => ui.page);
  return (
    <nav className="nav" aria-label={t('shell.pages')}>
      <span className="nav-logo">
        <Logo title={t('common.appName')} />
      </span>
      {PAGES.map((page, at) => {
        const Icon = ICONS[page];
        return (
          <Hint key={page} text={t(`shell.pageHint.${page}`)} keys={`mod+${at + 1}`}>
            <button
              type="button"
              className="nav-item"
              aria-current={page === current ? 'page' : undefined}
              onClick={() => showPage(page)}
            >
              <Icon size={18} />
              {t(`shell.page.${page}`)}
            </button>
          </Hint>
        );
      })}
    </nav>
  );
}
