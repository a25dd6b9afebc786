import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../components/Menu.tsx';
import { hasDuty, lockScreen, showAccessDialog, useAccess } from '../stores/access.ts';

/** Who is logged in, and what concerns that person alone. */
export function UserMenu() {
  const { t } = useTranslation();
  const user = useAccess((state) => state.user);
  const login = useAccess((state) => state.login);
  const manages = useAccess((state) => hasDuty(state, 'riskOfficer'));
  return (
    <Menu
      trigger={
        <Button tone="quiet" small aria-label={t('access.menu')}>
          <UserRound size={14} /> {user ?? t('access.owner')}
        </Button>
      }
    >
      {login && (
        <>
          <MenuItem onSelect={() => void lockScreen()}>{t('access.lock')}</MenuItem>
          <MenuItem onSelect={() => showAccessDialog('password')}>{t('access.changePassword')}</MenuItem>
          <MenuLine />
        </>
      )}
      <MenuItem disabled={!manages} onSelect={() => showAccessDialog('users')}>
        {t('access.users')}
      </MenuItem>
    </Menu>
  );
}
