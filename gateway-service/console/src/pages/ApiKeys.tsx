import { Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type ApiKey, asked, fault, ProblemError, type Scope } from '../api/client';
import { useAttempt } from '../api/attempt';
import { useSpeech } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Secret } from '../parts/Secret';
import { Busy, Empty, Failed } from '../parts/States';
import { useMay } from '../session';

const SCOPES: Scope[] = ['customers:read', 'customers:write', 'events:write', 'health:read', 'health:write', 'segments:read', 'segments:write',
  'webhooks:read', 'webhooks:write', 'users:read', 'users:write', 'api_keys:read', 'api_keys:write', 'audit:read', 'admin:*'];
const KEYS = ['api-keys'];

export function stateOf(key: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: number): 'revoked' | 'expired' | 'active' {
  const past = (instant: string | null) => instant !== null && Date.parse(instant) <= now;
  return past(key.revoked_at) ? 'revoked' : past(key.expires_at) ? 'expired' : 'active';
}

export default function ApiKeys() {
  const { t, time } = useSpeech();
  const reads = useMay('api_keys:read');
  const writes = useMay('api_keys:write');
  const [making, make] = useState(false);
  const [revoking, revoke] = useState<ApiKey | null>(null);
  const [rotating, rotate] = useState<ApiKey | null>(null);
  const list = useInfiniteQuery({
    queryKey: KEYS,
    enabled: reads,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/api-keys', { params: { query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (!reads) return <Empty title={t('noRight')} />;
  const keys = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('apiKeys')}</Title>
          <Text size="sm" className="soft">{t('keysLead')}</Text>
        </div>
        {writes && <Button leftSection={<IconPlus size={16} />} onClick={() => make(true)}>{t('newKey')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : keys.length === 0 ? <Empty title={t('noKeys')}>{t('noKeysLead')}</Empty> : (
          <table className="table">
            <thead><tr>{(['name', 'key', 'scopes', 'state', 'expires', 'lastUsed', 'createdBy'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}<th scope="col"><span hidden>{t('revoke')}</span></th></tr></thead>
            <tbody>
              {keys.map((key) => {
                const state = stateOf(key, Date.now());
                return (
                  <tr key={key.id}>
                    <td><b>{key.name}</b></td>
                    <td className="mono nowrap">{key.prefix}…{key.last_four}</td>
                    <td className="mono soft">{key.scopes.join(', ')}</td>
                    <td><span className={`pill ${state === 'active' ? 'on' : 'off'}`}>{t(state)}</span></td>
                    <td className="soft">{key.expires_at ? time(key.expires_at) : t('never')}</td>
                    <td className="soft">{key.last_used_at ? time(key.last_used_at) : t('neverUsed')}</td>
                    <td className="soft break">{key.created_by.email}</td>
                    <td>
                      <Group gap={6} wrap="nowrap">
                        {writes && state === 'active' && key.superseded_by === null && <Button size="compact-xs" variant="default" onClick={() => rotate(key)} aria-label={`${t('rotateKey')} ${key.name}`}>{t('rotateKey')}</Button>}
                        {writes && state !== 'revoked' && <Button size="compact-xs" variant="default" onClick={() => revoke(key)} aria-label={`${t('revoke')} ${key.name}`}>{t('revoke')}</Button>}
                      </Group>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {making && <NewKey close={() => make(false)} />}
      {rotating && <Rotate apiKey={rotating} close={() => rotate(null)} />}
      {revoking && <Revoke apiKey={revoking} close={() => revoke(null)} />}
    </>
  );
}

function NewKey({ close }: { close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [expires, setExpires] = useState<string | null>('90');
  const attempt = useAttempt();
  const create = useMutation({
    mutationFn: () =>
      asked(api.POST('/v1/api-keys', {
        body: { name: name.trim(), scopes: scopes as Scope[], expires: (expires ?? '90') as '90' },
        params: { header: attempt.header },
      })),
    onError: attempt.after,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
  const made = create.data;
  const error = create.error;
  if (made) return <Secret title={t('newKey')} warning={t('keyOnce')} value={made.key} close={close} />;
  return (
    <Dialog opened onClose={close} title={t('newKey')} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); create.mutate(); }}>
        <Stack>
          {error && !(error instanceof ProblemError && error.fields.length > 0) && <Failed error={error} />}
          <TextInput data-autofocus label={t('name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} error={fault(error, '/name')} />
          <Checkbox.Group label={t('scopes')} value={scopes} onChange={setScopes} error={fault(error, '/scopes')}>
            <div className="scopes">{SCOPES.map((scope) => <Checkbox key={scope} value={scope} label={scope} size="sm" />)}</div>
          </Checkbox.Group>
          <Select label={t('expires')} value={expires} onChange={setExpires} allowDeselect={false} w={200} error={fault(error, '/expires')}
            data={[...['7', '30', '90', '365'].map((n) => ({ value: n, label: t('days', { n }) })), { value: 'never', label: t('never') }]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={create.isPending}>{t('create')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

const OVERLAPS = ['0', '1', '24', '72'];

/** A new secret beside the old one, which goes on for a while. */
function Rotate({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [hours, set] = useState<string | null>('24');
  const rotate = useMutation({
    mutationFn: () => asked(api.POST('/v1/api-keys/{id}/rotate', { params: { path: { id: apiKey.id }, header: attempt.header }, body: { overlap_hours: Number(hours) } })),
    onError: attempt.after,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
  if (rotate.data) return <Secret title={t('rotateKey')} warning={t('keyOnce')} value={rotate.data.key} close={close} />;
  return (
    <Dialog opened onClose={close} title={t('rotateKey')}>
      <Stack>
        {rotate.error && <Failed error={rotate.error} />}
        <Text size="sm">{t('rotateKeySure', { name: apiKey.name })}</Text>
        <Select label={t('overlap')} value={hours} onChange={set} allowDeselect={false} data={OVERLAPS.map((value) => ({ value, label: t(value === '0' ? 'atOnce' : value === '1' ? 'oneHour' : 'hours', { n: value }) }))} error={fault(rotate.error, '/overlap_hours')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>{t('cancel')}</Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>{t('rotateKey')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Revoke({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => asked(api.DELETE('/v1/api-keys/{id}', { params: { path: { id: apiKey.id } } })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: KEYS }); close(); },
  });
  return (
    <Dialog opened onClose={close} title={t('revoke')}>
      <Stack>
        {revoke.error && <Failed error={revoke.error} />}
        <Text size="sm">{t('revokeSure', { name: apiKey.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>{t('cancel')}</Button>
          <Button color="red.9" loading={revoke.isPending} onClick={() => revoke.mutate()}>{t('revoke')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
