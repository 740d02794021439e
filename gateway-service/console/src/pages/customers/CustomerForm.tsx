import { Anchor, Autocomplete, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, asked, type Customer, type CustomerPatch, fault, isStale, ProblemError, tagged } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { below } from '../../api/pointer';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Refused } from '../../parts/Refused';
import { Stale } from '../../parts/Stale';
import { Busy, Failed } from '../../parts/States';
import { useFaultFocus } from '../../parts/useFaultFocus';
import { useSession } from '../../session';
import { CustomInput } from './CustomInput';
import { changesOf, type Definition, fieldsOf, fits, inexact, named, OWN, type Texts, textsOf } from './fields';
import { useDefinitions } from './useDefinitions';

const STATUSES = ['active', 'trial', 'paused', 'churned'] as const;

/** Creates a customer, or edits the one with this id. */
export function CustomerForm({ id, close }: { id?: string; close: () => void }) {
  const { t } = useSpeech();
  const definitions = useDefinitions();
  const old = useQuery({
    // Not below what the timeline's stream reads again: the base of a change must not move beneath it.
    queryKey: ['edited', 'customer', id],
    enabled: id !== undefined,
    queryFn: () => tagged(api.GET('/v1/customers/{id}', { params: { path: { id: id ?? '' } } })),
    // What is being changed stays as it was read until the API, or the person, says otherwise.
    gcTime: 0, staleTime: Infinity,
  });
  const error = definitions.error ?? old.error;
  return (
    <Dialog opened onClose={close} title={t(id ? 'editCustomer' : 'newCustomer')} size="lg">
      {definitions.data && (!id || old.data) ? <Fields definitions={definitions.data} old={old.data} again={() => old.refetch({ throwOnError: true })} close={close} />
        : error ? <Failed error={error} again={() => { void definitions.refetch(); if (id) void old.refetch(); }} /> : <Busy />}
    </Dialog>
  );
}

type Old = { it: Customer; etag: string };

function Fields({ definitions, old, again, close }: { definitions: Definition[]; old: Old | undefined; again: () => Promise<unknown>; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const me = useSession().data?.user;
  const people = useQuery({ queryKey: ['users', 'choice'], queryFn: () => asked(api.GET('/v1/users', { params: { query: { limit: 200 } } })) });
  const fields = fieldsOf(definitions, old?.it);
  // What a csm creates is theirs.
  const before: Texts = old ? textsOf(old.it, fields) : { status: 'active' };
  const [typed, type] = useState<Texts>(!old && me?.role === 'csm' ? { owner_email: me.email } : {});
  const text = (name: string) => typed[name] ?? before[name] ?? '';
  const set = (name: string) => (value: string) => type((already) => ({ ...already, [name]: value }));
  const wrong = inexact(typed, fields);
  const save = useMutation({
    mutationFn: async (changes: CustomerPatch) => {
      if (!old) return asked(api.POST('/v1/customers', { params: { header: attempt.header }, body: { ...changes, custom_fields: changes.custom_fields ?? undefined, name: text('name').trim(), status: text('status') as Customer['status'] } }));
      return asked(api.PATCH('/v1/customers/{id}', { params: { path: { id: old.it.id }, header: { 'If-Match': old.etag } }, body: changes }));
    },
    onSuccess: async (saved) => {
      if (!old) void navigate(`/customers/${saved.id}`);
      close();
      await Promise.all([queries.invalidateQueries({ queryKey: ['customers'] }), queries.invalidateQueries({ queryKey: ['customer', saved.id] })]);
    },
    onError: attempt.after,
  });
  const error = save.error;
  const form = useFaultFocus(error);
  const take = useMutation({ mutationFn: again, onSuccess: save.reset });
  const taken = error instanceof ProblemError && error.code === 'duplicate' ? error : undefined;
  const other = taken?.more.customer_id;
  const own = (name: (typeof OWN)[number]) => ({ label: t(WORDS[name]), value: text(name), error: wrong.includes(name) ? t('noNumber') : fault(error, `/${name}`) });
  const places = [...OWN.map((name) => `/${name}`), ...fields.map(({ key }) => below('/custom_fields', key))];
  const submit = () => {
    const changes = changesOf(before, typed, fields);
    if (old && Object.keys(changes).length === 0) close();
    else if (wrong.length === 0) save.mutate(changes);
  };
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Stack>
        {isStale(error) ? <Stale busy={take.isPending} take={() => take.mutate()} /> : !taken && <Refused error={error} at={places} />}
        {take.error && <Failed error={take.error} />}
        <TextInput {...own('name')} data-autofocus autoFocus required maxLength={200} onChange={(event) => set('name')(event.currentTarget.value)} />
        <div className="grid two form">
          <TextInput {...own('email_domain')} placeholder="acme.com" onChange={(event) => set('email_domain')(event.currentTarget.value)}
            error={taken ? <>{t('domainTaken')} {typeof other === 'string' && <Anchor component={Link} to={`/customers/${other}`} size="xs" onClick={close}>{t('showIt')}</Anchor>}</> : fault(error, '/email_domain')} />
          <NumberInput {...own('arr')} min={0} decimalScale={2} hideControls onChange={(value) => set('arr')(String(value))} />
          <Autocomplete {...own('owner_email')} data={(people.data?.data ?? []).filter(({ status }) => status !== 'deactivated').map(({ email }) => email)} onChange={set('owner_email')} />
          <Select {...own('status')} data={STATUSES.map((value) => ({ value, label: t(`st_${value}`) }))} allowDeselect={false} onChange={(value) => set('status')(value ?? '')} />
          <TextInput {...own('renewal_date')} type="date" onChange={(event) => set('renewal_date')(event.currentTarget.value)} />
        </div>
        {fields.length > 0 && (
          <fieldset className="plain">
            <Text component="legend" size="sm" fw={600}>{t('customFields')}</Text>
            <div className="grid two form">
              {fields.map((field) => {
                const kept: unknown = old?.it.custom_fields[field.key as never];
                const odd = kept !== undefined && !fits(field.type, kept);
                return (
                  <CustomInput key={field.key} field={field} value={text(named(field.key))} change={set(named(field.key))} description={odd ? t('isNow', { value: String(kept) }) : undefined}
                    error={wrong.includes(named(field.key)) ? t('noNumber') : fault(error, below('/custom_fields', field.key))} />
                );
              })}
            </div>
          </fieldset>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('cancel')}</Button>
          <Button type="submit" loading={save.isPending}>{t(old ? 'save' : 'createCustomer')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

const WORDS = { name: 'name', email_domain: 'domain', arr: 'arr', owner_email: 'owner', status: 'status', renewal_date: 'renewal' } as const;
