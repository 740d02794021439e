import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, asked, type Customer } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Busy, Empty, Failed } from '../../parts/States';
import { Sure } from '../../parts/Sure';
import { useMay, useMayChange } from '../../session';

const KEPT_MS = 30 * 86_400_000;
const erasedAt = (deleted: string) => new Date(Date.parse(deleted) + KEPT_MS).toISOString();

/** The customers that were deleted: for 30 days they can be had back. */
export default function Trash() {
  const { t, time } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const reads = useMay('customers:read');
  const erases = useMay('admin:*');
  const proves = useMay('audit:read');
  const mayChange = useMayChange();
  const [acting, act] = useState<{ it: Customer; what: 'restore' | 'erase' } | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['customers', 'trash'],
    enabled: reads,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/customers', { params: { query: { deleted: true, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });
  if (!reads) return <Empty title={t('noRight')} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: ['customers'] });
  const restore = async ({ id }: Customer) => {
    try {
      await asked(api.POST('/v1/customers/{id}/restore', { params: { path: { id }, header: attempt.header } }));
    } finally {
      attempt.renew();
    }
    await navigate(`/customers/${id}`);
    queries.removeQueries({ queryKey: ['customer', id] });
    await refresh();
  };
  const erase = async ({ id }: Customer) => {
    await asked(api.DELETE('/v1/customers/{id}', { params: { path: { id }, query: { hard: true } } }));
    await refresh();
  };
  const close = () => act(null);
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">← {t('customers')}</Anchor>
      <Group justify="space-between" mt="xs">
        <Title order={1} size="h3">{t('trash')}</Title>
        {proves && <Button variant="subtle" component={Link} to="/customers/erasures">{t('erasures')}</Button>}
      </Group>
      <Text size="sm" className="soft" mb="md">{t('trashLead')}</Text>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t('noTrash')} /> : (
          <table className="table">
            <thead><tr>{(['name', 'domain', 'owner', 'deleted', 'erasedOn', 'actions'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>
              {rows.map((it) => (
                <tr key={it.id}>
                  <td><b>{it.name}</b></td>
                  <td className="soft">{it.email_domain ?? '–'}</td>
                  <td className="soft">{it.owner_email ?? '–'}</td>
                  <td className="soft">{it.deleted_at ? time(it.deleted_at) : '–'}</td>
                  <td className="soft">{it.deleted_at ? time(erasedAt(it.deleted_at)) : '–'}</td>
                  <td>
                    <Group gap={6} wrap="nowrap">
                      {mayChange(it) && <Button size="compact-xs" variant="default" onClick={() => act({ it, what: 'restore' })} aria-label={`${t('restore')} ${it.name}`}>{t('restore')}</Button>}
                      {erases && <Button size="compact-xs" variant="default" onClick={() => act({ it, what: 'erase' })} aria-label={`${t('erase')} ${it.name}`}>{t('erase')}</Button>}
                    </Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {acting?.what === 'restore' && <Sure mild title={t('restore')} text={t('restoreSure', { name: acting.it.name })} action={() => restore(acting.it)} close={close} />}
      {acting?.what === 'erase' && <Sure title={t('erase')} text={t('eraseSure', { name: acting.it.name })} action={() => erase(acting.it)} close={close} />}
    </>
  );
}
