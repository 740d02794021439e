import { Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, asked } from '../api/client';
import { useSpeech } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { ScorePill } from '../parts/Score';

/** Finds a customer from anywhere. */
export function Search({ close }: { close: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 120);
  const list = useCombobox({ opened: true });
  const found = useQuery({
    queryKey: ['customers', 'search', q],
    queryFn: () => asked(api.GET('/v1/customers', { params: { query: { limit: 8, ...(q ? { q } : { sort: '-created_at' }) } } })),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.data ?? [];
  // Enter takes the first one.
  useEffect(() => { list.selectFirstOption(); }, [found.data]); // eslint-disable-line
  return (
    <Dialog opened onClose={close} title={t('search')} size="lg" yOffset="12vh">
      <Combobox store={list} onOptionSubmit={(id) => { close(); void navigate(`/customers/${id}`); }}>
        <Combobox.EventsTarget>
          <TextInput data-autofocus aria-label={t('search')} placeholder={t('searchHint')} leftSection={<IconSearch size={16} />}
            value={typed} onChange={(event) => type(event.currentTarget.value)} />
        </Combobox.EventsTarget>
        <Combobox.Options mt="sm" aria-label={t('customers')}>
          {rows.map((customer) => (
            <Combobox.Option key={customer.id} value={customer.id}>
              <Group justify="space-between" wrap="nowrap">
                <div>
                  <Text size="sm" fw={600}>{customer.name}</Text>
                  <Text size="xs" className="soft">{customer.email_domain}</Text>
                </div>
                <ScorePill score={customer.health_score} band={customer.health_status} />
              </Group>
            </Combobox.Option>
          ))}
          {found.isSuccess && rows.length === 0 && <Combobox.Empty>{t('noMatch')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox>
    </Dialog>
  );
}
