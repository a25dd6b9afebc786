import './DropZone.css';
import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropSignals } from '../stores/plan.ts';
import { showPage } from '../stores/ui.ts';

function hasFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Takes a signals file dropped anywhere on the window, and shows while one hovers that it would be taken. */
export function DropZone() {
  const { t } = useTranslation();
  const over = useFileDrop();
  if (!over) return null;
  return (
    <div className="drop-zone">
      <FileInput size={32} />
      {t('plan.dropHere')}
    </div>
  );
}

function useFileDrop(): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (hasFile(event)) setDepth((count) => count + 1);
    };
    const leave = (event: DragEvent): void => {
      if (hasFile(event)) setDepth((count) => Math.max(0, count - 1));
    };
    const allow = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setDepth(0);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      showPage('plan');
      void dropSignals(file);
    };
    const listeners = [
      ['dragenter', enter],
      ['dragleave', leave],
      ['dragover', allow],
      ['drop', drop],
    ] as const;
    for (const [name, listener] of listeners) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener);
    };
  }, []);
  return depth > 0;
}
