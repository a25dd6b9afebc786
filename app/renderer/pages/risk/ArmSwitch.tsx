import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';

export interface ArmSwitchProps {
  readonly armed: boolean;
  /** What is armed, for those who hear the page. */
  readonly label: string;
  readonly onChange: (armed: boolean) => void;
}

/** Whether a watch or an exit may fire. */
export function ArmSwitch({ armed, label, onChange }: ArmSwitchProps) {
  const { t } = useTranslation();
  return (
    <Button small role="switch" aria-checked={armed} aria-label={label} tone={armed ? 'neutral' : 'quiet'} onClick={() => onChange(!armed)}>
      {t(armed ? 'watch.armed' : 'watch.disarmed')}
    </Button>
  );
}
