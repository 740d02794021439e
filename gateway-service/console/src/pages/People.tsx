import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, fault, type Link, ProblemError, type User } from '../api/client';
import { useAttempt } from '../api/attempt';
import { useSpeech } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Secret } from '../parts/Secret';
import { Busy, Empty, Failed } from '../parts/States';
import { Sure } from '../parts/Sure';
import { useFaultFocus } from '../parts/useFaultFocus';
import { useMay, useSession } from '../session';

const PEOPLE = ['users'];
const ROLES = ['admin', 'director', 'csm', 'viewer'] as const;
const STATUSES = ['active', 'invited', 'deactivated'] as const;
const LOOK = { active: 'on', invited: 'neutral', deactivated: 'plain' };
type Act = 'edit' | 'deactivate' | 'reactivate' | 'link';

/** A link as it can be opened elsewhere: without a configured base address the API gives a path. */
export function linkAddress(link: Pick<Link, 'url'>, origin: string): string {
  return link.url ? new URL(link.url, origin).href : '';
}

export default function People() {
  const { t, time } = useSpeech();
  const reads = useMay('users:read');
  const writes = useMay('users:write');
  const me = useSession().data?.user.id;
  const [status, setStatus] = useState<User['status'] | null>(null);
  const [inviting, invite] = useState(false);
  const [acting, act] = useState<{ user: User; what: Act } | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...PEOPLE, status],
    enabled: reads,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/users', { params: { query: { limit: 100, ...(status ? { status } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  if (!reads) return <Empty title={t('noRight')} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const button = (user: User, what: Act, label: string) => (
    <Button size="compact-xs" variant="default" onClick={() => act({ user, what })} aria-label={`${label} ${user.email}`}>{label}</Button>
  );
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('people')}</Title>
          <Text size="sm" className="soft">{t('peopleLead')}</Text>
        </div>
        {writes && <Button leftSection={<IconPlus size={16} />} onClick={() => invite(true)}>{t('invite')}</Button>}
      </Group>
      <Select mb="sm" w={170} aria-label={t('state')} placeholder={t('state')} clearable value={status} onChange={(value) => setStatus(value as User['status'] | null)}
        data={STATUSES.map((value) => ({ value, label: t(`u_${value}`) }))} />
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t('noPeople')} /> : (
          <table className="table">
            <thead><tr>{(['name', 'email', 'role', 'state', 'made'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}{writes && <th scope="col">{t('actions')}</th>}</tr></thead>
            <tbody>
              {rows.map((user) => (
                <tr key={user.id}>
                  <td><b>{user.name || '–'}</b>{user.id === me && <span className="soft"> ({t('you')})</span>}</td>
                  <td className="soft">{user.email}</td>
                  <td>{t(`r_${user.role}`)}</td>
                  <td><span className={`pill ${LOOK[user.status]}`}>{t(`u_${user.status}`)}</span></td>
                  <td className="soft">{time(user.created_at)}</td>
                  {writes && (
                    <td>
                      <Group gap={6} wrap="nowrap">
                        {user.status !== 'deactivated' && button(user, 'edit', t('edit'))}
                        {user.status === 'invited' && button(user, 'link', t('newLink'))}
                        {user.status === 'active' && button(user, 'link', t('resetLink'))}
                        {user.status === 'deactivated' ? button(user, 'reactivate', t('reactivate')) : button(user, 'deactivate', t('deactivate'))}
                      </Group>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {inviting && <Invite close={() => invite(false)} />}
      {acting?.what === 'edit' && <Edit user={acting.user} close={() => act(null)} />}
      {acting && acting.what !== 'edit' && <Ask user={acting.user} what={acting.what} close={() => act(null)} />}
    </>
  );
}

function RoleSelect({ role, choose, error }: { role: User['role']; choose: (role: User['role']) => void; error: string | undefined }) {
  const { t } = useSpeech();
  return (
    <Select label={t('role')} description={t(`rl_${role}`)} value={role} onChange={(value) => choose((value ?? role) as User['role'])} allowDeselect={false} error={error}
      data={ROLES.map((value) => ({ value, label: t(`r_${value}`) }))} />
  );
}

function Handover({ link, email, title, close }: { link: Link; email: string; title: string; close: () => void }) {
  const { t, time } = useSpeech();
  const until = t('linkLead', { when: time(link.expires_at) });
  if (link.url) return <Secret title={title} warning={t('linkOnce')} lead={until} value={linkAddress(link, window.location.origin)} close={close} />;
  return (
    <Dialog opened onClose={close} title={title}>
      <Text size="sm">{t('mailedTo', { email: link.mailed_to ?? email })} {until}</Text>
      <Group justify="flex-end" mt="md"><Button onClick={close}>{t('done')}</Button></Group>
    </Dialog>
  );
}

function Invite({ close }: { close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<User['role']>('csm');
  const send = useMutation({
    mutationFn: () => asked(api.POST('/v1/users', { params: { header: attempt.header }, body: { email: email.trim(), role, ...(name.trim() ? { name: name.trim() } : {}) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
    onError: attempt.after,
  });
  const form = useFaultFocus(send.error);
  const title = t('inviteSomebody');
  if (send.data?.invitation) return <Handover link={send.data.invitation} email={send.data.email} title={title} close={close} />;
  const error = send.error;
  return (
    <Dialog opened onClose={close} title={title}>
      <form ref={form} onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
        <Stack>
          {error && !(error instanceof ProblemError && error.fields.length > 0) && <Failed error={error} />}
          <TextInput data-autofocus label={t('email')} required value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={fault(error, '/email')} />
          <TextInput label={t('nameOptional')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fault(error, '/name')} />
          <RoleSelect role={role} choose={setRole} error={fault(error, '/role')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={send.isPending}>{t('invite')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Edit({ user, close }: { user: User; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(user.role);
  const save = useMutation({
    mutationFn: () => asked(api.PATCH('/v1/users/{id}', { params: { path: { id: user.id } },
      body: { ...(name.trim() !== user.name ? { name: name.trim() } : {}), ...(role !== user.role ? { role } : {}) } })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: PEOPLE }); close(); },
  });
  const error = save.error;
  return (
    <Dialog opened onClose={close} title={t('editUser', { name: user.name || user.email })}>
      <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack>
          {error && !(error instanceof ProblemError && error.fields.length > 0) && <Failed error={error} />}
          <TextInput data-autofocus label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fault(error, '/name')} />
          <RoleSelect role={role} choose={setRole} error={fault(error, '/role')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === user.name && role === user.role}>{t('save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Ask({ user, what, close }: { user: User; what: Exclude<Act, 'edit'>; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [link, hand] = useState<Link | null>(null);
  const name = user.name || user.email;
  const path = { id: user.id };
  const invited = user.status === 'invited';
  const title = t(what === 'link' ? (invited ? 'newLink' : 'resetLink') : what);
  if (link) return <Handover link={link} email={user.email} title={title} close={close} />;
  if (what === 'link') return <MakeLink title={title} text={t(invited ? 'newLinkSure' : 'resetLinkSure', { name })} close={close} hand={hand}
    make={() => asked(api.POST(invited ? '/v1/users/{id}/invitation' : '/v1/users/{id}/password-reset', { params: { path, header: attempt.header } }))} />;
  const action = async () => {
    await (what === 'deactivate' ? asked(api.DELETE('/v1/users/{id}', { params: { path } }))
      : asked(api.POST('/v1/users/{id}/reactivate', { params: { path, header: attempt.header } })));
    await queries.invalidateQueries({ queryKey: PEOPLE });
  };
  return <Sure mild={what === 'reactivate'} title={title} text={what === 'deactivate' ? t('deactivateSure', { name }) : `${t('reactivate')}: ${name}`} action={action} close={close} />;
}

function MakeLink({ title, text, make, hand, close }: { title: string; text: string; make: () => Promise<Link>; hand: (link: Link) => void; close: () => void }) {
  const { t } = useSpeech();
  const act = useMutation({ mutationFn: make, onSuccess: hand });
  return (
    <Dialog opened onClose={close} title={title}>
      <Stack>
        {act.error && <Failed error={act.error} />}
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>{t('cancel')}</Button>
          <Button loading={act.isPending} onClick={() => act.mutate()}>{title}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
