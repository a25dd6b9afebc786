import { ListX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { cancelAll, openOrderCount } from '../../stores/risk.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { orders } from '../../stores/terminal.ts';
import { useOrderFilter } from './order-filter.ts';

/** Which orders are shown, and taking all open ones back: a second press confirms. */
export function OrderActions() {
  const { t } = useTranslation();
  const open = useRowsValue(orders, openOrderCount);
  const openOnly = useOrderFilter((filter) => filter.openOnly);
  const [asked, setAsked] = useState(false);
  const press = (): void => {
    if (asked) void cancelAll();
    setAsked(!asked);
  };
  return (
    <>
      <Segmented
        label={t('trade.show')}
        value={openOnly ? 'open' : 'all'}
        choices={[
          { value: 'all', label: t('common.all') },
          { value: 'open', label: t('trade.openOnly') },
        ]}
        onChange={(value) => useOrderFilter.setState({ openOnly: value === 'open' })}
      />
      <Button
        small
        tone={asked ? 'stop' : 'neutral'}
        disabled={open === 0}
        onClick={press}
        onBlur={() => setAsked(false)}
      >
        <ListX size={14} />
        {asked ? t('trade.cancelAllSure', { count: open }) : t('command.cancelAll')}
      </Button>
    </>
  );
}
