import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, asked, type Customer } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Sure } from '../../parts/Sure';
import { useMayChange } from '../../session';
import { CustomerForm } from './CustomerForm';

/** What the person may do with a customer. */
export function Actions({ it }: { it: Customer }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const [open, set] = useState<'edit' | 'delete' | null>(null);
  if (!mayChange(it)) return null;
  const remove = async () => {
    await asked(api.DELETE('/v1/customers/{id}', { params: { path: { id: it.id } } }));
    await navigate('/customers');
    queries.removeQueries({ queryKey: ['customer', it.id] });
    await queries.invalidateQueries({ queryKey: ['customers'] });
  };
  return (
    <Group gap="xs" wrap="nowrap" className="push">
      <Button size="xs" variant="default" onClick={() => set('edit')}>{t('edit')}</Button>
      <Button size="xs" variant="default" onClick={() => set('delete')}>{t('delete')}</Button>
      {open === 'edit' && <CustomerForm id={it.id} close={() => set(null)} />}
      {open === 'delete' && <Sure title={t('delete')} text={t('deleteCustomerSure', { name: it.name })} action={remove} close={() => set(null)} />}
    </Group>
  );
}
