import { Button, Group, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked, type Subscription } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Busy, Empty, Failed } from '../../parts/States';
import { useMay } from '../../session';
import { SubscriptionForm, WEBHOOKS } from './SubscriptionForm';
import { SubscriptionPage } from './SubscriptionPage';

export function StatePill({ status }: { status: Subscription['status'] }) {
  const { t } = useSpeech();
  return <span className={`pill ${{ active: 'on', paused: 'plain', disabled: 'off' }[status]}`}>{t(`w_${status}`)}</span>;
}

/** The address says which subscription and which delivery are open. */
export default function Webhooks() {
  const { t } = useSpeech();
  const [params] = useSearchParams();
  const id = params.get('subscription');
  if (!useMay('webhooks:read')) return <Empty title={t('noRight')} />;
  return id ? <SubscriptionPage key={id} id={id} /> : <Subscriptions />;
}

function Subscriptions() {
  const { t, time } = useSpeech();
  const writes = useMay('webhooks:write');
  const [making, make] = useState(false);
  const list = useInfiniteQuery({
    queryKey: [...WEBHOOKS, 'list'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/webhook-subscriptions', { params: { query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('webhooks')}</Title>
          <Text size="sm" className="soft">{t('webhooksLead')}</Text>
        </div>
        {writes && <Button leftSection={<IconPlus size={16} />} onClick={() => make(true)}>{t('newWebhook')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t('noWebhooks')}>{t('noWebhooksLead')}</Empty> : (
          <table className="table">
            <thead><tr>{(['url', 'events', 'state', 'description', 'created'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td><Link to={`/admin/webhooks?subscription=${row.id}`} className="break">{row.url ?? t('polledName')}</Link></td>
                  <td className="mono soft">{row.events.includes('*') ? [t('allEvents'), ...row.events.filter((event) => event !== '*')].join(', ') : row.events.join(', ')}</td>
                  <td><StatePill status={row.status} /></td>
                  <td className="soft">{row.description ?? '–'}</td>
                  <td className="soft">{time(row.created_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {making && <SubscriptionForm close={() => make(false)} />}
    </>
  );
}
