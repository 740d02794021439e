import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type CustomField, type CustomFieldType, fault, isStale, tagged } from '../api/client';
import { useAttempt } from '../api/attempt';
import { useSpeech } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { Stale } from '../parts/Stale';
import { Busy, Empty, Failed } from '../parts/States';
import { Sure } from '../parts/Sure';
import { useFaultFocus } from '../parts/useFaultFocus';
import { useMay, useMayManage } from '../session';
import { DEFINITIONS, useDefinitions } from './customers/useDefinitions';

const TYPES: CustomFieldType[] = ['TEXT', 'NUMBER', 'CURRENCY', 'DATE', 'BOOLEAN', 'DROPDOWN', 'URL'];

/** Options as typed, one a line. */
export function optionsOf(typed: string): string[] {
  return typed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

export default function CustomFields() {
  const { t, time } = useSpeech();
  const reads = useMay('customers:read');
  const manages = useMayManage();
  const queries = useQueryClient();
  const [making, make] = useState(false);
  const [acting, act] = useState<{ field: CustomField; what: 'edit' | 'delete' } | null>(null);
  const list = useDefinitions();
  if (!reads) return <Empty title={t('noRight')} />;
  const remove = async (id: string) => {
    await asked(api.DELETE('/v1/custom-fields/{id}', { params: { path: { id } } }));
    await queries.invalidateQueries({ queryKey: DEFINITIONS });
  };
  const button = (field: CustomField, what: 'edit' | 'delete') => (
    <Button size="compact-xs" variant="default" onClick={() => act({ field, what })} aria-label={`${t(what)} ${field.label}`}>{t(what)}</Button>
  );
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('customFields')}</Title>
          <Text size="sm" className="soft">{t('fieldsLead')}</Text>
        </div>
        {manages && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => make(true)}>{t('newField')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : list.data.length === 0 ? <Empty title={t('noDefinitions')}>{t('noDefinitionsLead')}</Empty> : (
          <table className="table">
            <thead><tr>{(['label', 'key', 'type', 'options', 'created'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}{manages && <th scope="col">{t('actions')}</th>}</tr></thead>
            <tbody>
              {list.data.map((field) => (
                <tr key={field.id}>
                  <td><b>{field.label}</b></td>
                  <td className="mono soft">{field.key}</td>
                  <td>{t(`f_${field.type}`)}</td>
                  <td className="soft">{field.options.join(', ') || '–'}</td>
                  <td className="soft">{time(field.created_at)}</td>
                  {manages && <td><Group gap={6} wrap="nowrap">{button(field, 'edit')}{button(field, 'delete')}</Group></td>}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {making && <NewField close={() => make(false)} />}
      {acting?.what === 'edit' && <EditField id={acting.field.id} close={() => act(null)} />}
      {acting?.what === 'delete' && <Sure title={t('delete')} text={t('deleteFieldSure', { name: acting.field.label })} action={() => remove(acting.field.id)} close={() => act(null)} />}
    </>
  );
}

function NewField({ close }: { close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [key, setKey] = useState('');
  const [label, setLabel] = useState('');
  const [type, setType] = useState<CustomFieldType>('TEXT');
  const [options, setOptions] = useState('');
  const save = useMutation({
    mutationFn: () => asked(api.POST('/v1/custom-fields', { params: { header: attempt.header },
      body: { key: key.trim(), type, ...(label.trim() ? { label: label.trim() } : {}), ...(type === 'DROPDOWN' ? { options: optionsOf(options) } : {}) } })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: DEFINITIONS }); close(); },
    onError: attempt.after,
  });
  const error = save.error;
  const form = useFaultFocus(error);
  return (
    <Dialog opened onClose={close} title={t('newField')}>
      <form ref={form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack>
          <Refused error={error} at={['/key', '/label', '/type', ...(type === 'DROPDOWN' ? ['/options'] : [])]} />
          <TextInput data-autofocus label={t('key')} description={t('keyHint')} required maxLength={64} value={key} onChange={(event) => setKey(event.currentTarget.value)} error={fault(error, '/key')} />
          <TextInput label={t('label')} description={t('labelHint')} maxLength={200} value={label} onChange={(event) => setLabel(event.currentTarget.value)} error={fault(error, '/label')} />
          <Select label={t('type')} value={type} onChange={(value) => setType((value ?? type) as CustomFieldType)} allowDeselect={false} error={fault(error, '/type')}
            data={TYPES.map((value) => ({ value, label: t(`f_${value}`) }))} />
          {type === 'DROPDOWN' && <Options value={options} change={setOptions} error={fault(error, '/options')} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t('createField')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Options({ value, change, error }: { value: string; change: (value: string) => void; error: string | undefined }) {
  const { t } = useSpeech();
  return <Textarea label={t('options')} description={t('optionsHint')} rows={6} value={value} onChange={(event) => change(event.currentTarget.value)} error={error} />;
}

function EditField({ id, close }: { id: string; close: () => void }) {
  const { t } = useSpeech();
  const old = useQuery({ queryKey: [...DEFINITIONS, id], queryFn: () => tagged(api.GET('/v1/custom-fields/{id}', { params: { path: { id } } })), gcTime: 0, staleTime: Infinity });
  return (
    <Dialog opened onClose={close} title={t('editField')}>
      {old.data ? <Edited old={old.data} again={() => old.refetch({ throwOnError: true })} close={close} /> : old.isError ? <Failed error={old.error} again={() => void old.refetch()} /> : <Busy />}
    </Dialog>
  );
}

function Edited({ old: { it, etag }, again, close }: { old: { it: CustomField; etag: string }; again: () => Promise<unknown>; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  // Undefined until typed: what somebody else changes meanwhile can be taken over.
  const [label, setLabel] = useState<string>();
  const [options, setOptions] = useState<string>();
  const save = useMutation({
    mutationFn: () => asked(api.PATCH('/v1/custom-fields/{id}', { params: { path: { id: it.id }, header: { 'If-Match': etag } },
      body: { ...(label === undefined ? {} : { label: label.trim() }), ...(options === undefined ? {} : { options: optionsOf(options) }) } })),
    onSuccess: async () => { close(); await queries.invalidateQueries({ queryKey: DEFINITIONS }); },
  });
  const take = useMutation({ mutationFn: again, onSuccess: save.reset });
  const error = save.error;
  const form = useFaultFocus(error);
  const dropdown = it.type === 'DROPDOWN';
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <Stack>
        {isStale(error) ? <Stale busy={take.isPending} take={() => take.mutate()} /> : <Refused error={error} at={['/label', ...(dropdown ? ['/options'] : [])]} />}
        {take.error && <Failed error={take.error} />}
        <Text size="sm"><span className="mono">{it.key}</span> · {t(`f_${it.type}`)}</Text>
        <TextInput data-autofocus autoFocus label={t('label')} required maxLength={200} value={label ?? it.label} onChange={(event) => setLabel(event.currentTarget.value)} error={fault(error, '/label')} />
        {dropdown && <Options value={options ?? it.options.join('\n')} change={setOptions} error={fault(error, '/options')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('cancel')}</Button>
          <Button type="submit" loading={save.isPending}>{t('save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
