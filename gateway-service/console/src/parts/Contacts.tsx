import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type Contact, fault, isStale, ProblemError, tagged } from '../api/client';
import { useAttempt } from '../api/attempt';
import { useSpeech } from '../i18n';
import { Dialog } from './Dialog';
import { Refused } from './Refused';
import { Stale } from './Stale';
import { Busy, Failed } from './States';
import { Sure } from './Sure';
import { useFaultFocus } from './useFaultFocus';

const ROLES = ['champion', 'stakeholder', 'billing', 'technical'] as const;
type Role = (typeof ROLES)[number];

/** A customer may have thousands: the others are asked for. */
const AT_ONCE = 20;

/** Whom one talks to at a customer, and when they were last seen in the product. */
export function Contacts({ id, changes }: { id: string; changes: boolean }) {
  const { t, time } = useSpeech();
  const queries = useQueryClient();
  const [open, set] = useState<{ what: 'new' } | { what: 'edit' | 'delete'; it: Contact } | null>(null);
  const contacts = useInfiniteQuery({
    queryKey: ['contacts', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/customers/{id}/contacts', { params: { path: { id }, query: { limit: AT_ONCE, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const all = contacts.data?.pages.flatMap((page) => page.data) ?? [];
  const remove = async (contact: Contact) => {
    await asked(api.DELETE('/v1/customers/{id}/contacts/{contact_id}', { params: { path: { id, contact_id: contact.id } } }));
    await queries.invalidateQueries({ queryKey: ['contacts', id] });
  };
  const close = () => set(null);
  return (
    <section className="card" aria-labelledby="contacts">
      <Stack p="md" gap={8}>
        <Group justify="space-between">
          <Title order={2} size="h5" id="contacts">{t('contacts')}</Title>
          {changes && <Button size="compact-xs" variant="subtle" onClick={() => set({ what: 'new' })}>{t('newContact')}</Button>}
        </Group>
        {contacts.isPending ? <Busy /> : contacts.data === undefined ? <Failed error={contacts.error} again={() => void contacts.refetch()} /> : (
          <>
            {all.map((contact) => (
              <Group key={contact.id} justify="space-between" wrap="nowrap" align="flex-start">
                <div>
                  <Text size="sm" fw={500}>{contact.name}{contact.role && <span className="soft"> · {t(`c_${contact.role}`)}</span>}</Text>
                  <Text size="xs" className="soft break">{contact.email}{contact.last_seen_at && ` · ${t('lastSeen', { when: time(contact.last_seen_at) })}`}</Text>
                </div>
                {changes && (
                  <Group gap={4} wrap="nowrap">
                    <Button size="compact-xs" variant="default" aria-label={`${t('edit')} ${contact.name}`} onClick={() => set({ what: 'edit', it: contact })}>{t('edit')}</Button>
                    <Button size="compact-xs" variant="default" aria-label={`${t('delete')} ${contact.name}`} onClick={() => set({ what: 'delete', it: contact })}>{t('delete')}</Button>
                  </Group>
                )}
              </Group>
            ))}
            {all.length === 0 && <Text size="sm" className="soft">{t('noContacts')}</Text>}
            {contacts.hasNextPage && <Button size="compact-sm" variant="default" loading={contacts.isFetchingNextPage} onClick={() => void contacts.fetchNextPage()}>{t('more')}</Button>}
          </>
        )}
      </Stack>
      {open?.what === 'new' && <ContactForm customer={id} close={close} />}
      {open?.what === 'edit' && <EditContact customer={id} contact={open.it.id} close={close} />}
      {open?.what === 'delete' && <Sure title={t('delete')} text={t('deleteContactSure', { name: open.it.name })} action={() => remove(open.it)} close={close} />}
    </section>
  );
}

type Old = { it: Contact; etag: string };

function EditContact({ customer, contact, close }: { customer: string; contact: string; close: () => void }) {
  const old = useQuery({
    queryKey: ['contact', customer, contact],
    queryFn: () => tagged(api.GET('/v1/customers/{id}/contacts/{contact_id}', { params: { path: { id: customer, contact_id: contact } } })),
    gcTime: 0, staleTime: Infinity,
  });
  if (old.data) return <ContactForm customer={customer} old={old.data} again={() => old.refetch({ throwOnError: true })} close={close} />;
  return old.isError ? <Failed error={old.error} again={() => void old.refetch()} /> : null;
}

function ContactForm({ customer, old, again, close }: { customer: string; old?: Old; again?: () => Promise<unknown>; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [typed, type] = useState<{ name?: string; email?: string; role?: Role | null }>({});
  const it = { name: old?.it.name ?? '', email: old?.it.email ?? '', role: old?.it.role ?? null, ...typed };
  const save = useMutation({
    mutationFn: () => (old
      ? asked(api.PATCH('/v1/customers/{id}/contacts/{contact_id}', { params: { path: { id: customer, contact_id: old.it.id }, header: { 'If-Match': old.etag } }, body: typed }))
      : asked(api.POST('/v1/customers/{id}/contacts', { params: { path: { id: customer }, header: attempt.header }, body: it }))),
    onError: attempt.after,
    onSuccess: async () => { close(); await queries.invalidateQueries({ queryKey: ['contacts', customer] }); },
  });
  const take = useMutation({ mutationFn: async () => again?.(), onSuccess: save.reset });
  const { error } = save;
  const form = useFaultFocus(error);
  const taken = error instanceof ProblemError && error.code === 'duplicate' ? error.message : undefined;
  return (
    <Dialog opened onClose={close} title={t(old ? 'editContact' : 'newContact')}>
      <form ref={form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack>
          {isStale(error) ? <Stale busy={take.isPending} take={() => take.mutate()} /> : !taken && <Refused error={error} at={['/name', '/email', '/role']} />}
          <TextInput data-autofocus label={t('name')} value={it.name} error={fault(error, '/name')} onChange={(event) => { const name = event.currentTarget.value; type((before) => ({ ...before, name })); }} />
          <TextInput label={t('email')} value={it.email} error={taken ?? fault(error, '/email')} onChange={(event) => { const email = event.currentTarget.value; type((before) => ({ ...before, email })); }} />
          <Select clearable label={t('role')} value={it.role} error={fault(error, '/role')} data={ROLES.map((value) => ({ value, label: t(`c_${value}`) }))}
            onChange={(value) => type((before) => ({ ...before, role: value as Role | null }))} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t('save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
