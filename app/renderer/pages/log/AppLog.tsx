import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/Empty.tsx';
import { useLog } from '../../stores/log.ts';

/** The last lines that the app has kept of itself, the latest first; keys and account numbers are not in them. */
export function AppLog() {
  const { t } = useTranslation();
  const lines = useLog((ui) => ui.lines);
  if (lines.length === 0) return <Empty icon={<ScrollText size={32} />} title={t('log.noLines')} text={t('log.noLinesText')} />;
  return <pre className="log-lines selectable">{lines.toReversed().join('\n')}</pre>;
}
