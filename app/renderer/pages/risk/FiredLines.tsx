import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { showLine } from '../../stores/plan.ts';

/** Leads to the plan lines that were made by what fired. */
export function FiredLines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation();
  const [line] = lines;
  if (line === undefined) return null;
  return (
    <Button small tone="quiet" onClick={() => showLine(line)}>
      {t('watch.lines', { count: lines.length })}
    </Button>
  );
}
