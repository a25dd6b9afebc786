import './DropZone.css';
import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropSignals } from '../stores/plan.ts';
import { addStatements } from '../stores/statements.ts';
import { showPage, useUi } from '../stores/ui.ts';

function hasFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Takes files dropped anywhere on the window, a broker's on the page Settlement and signals elsewhere, and shows while one hovers that it would be taken. */
export function DropZone() {
  const { t } = useTranslation();
  const over = useFileDrop();
  const settles = useUi((ui) => ui.page === 'settlement');
  if (!over) return null;
  return (
    <div className="drop-zone">
      <FileInput size={32} />
      {t(settles ? 'settlement.file.dropHere' : 'plan.dropHere')}
    </div>
  );
}

function takeFiles(files: readonly File[]): void {
  const [first] = files;
  if (first === undefined) return;
  if (useUi.getState().page === 'settlement') {
    void addStatements(files);
    return;
  }
  showPage('plan');
  void dropSignals(first);
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
      takeFiles([...(event.dataTransfer?.files ?? [])]);
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
