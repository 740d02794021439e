import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, asked, type Delivery } from '../../api/client';
import { instantOf } from '../../api/instant';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Code } from '../../parts/Code';
import { Dialog } from '../../parts/Dialog';
import { Busy, Empty, Failed } from '../../parts/States';
import { useMay } from '../../session';
import { TEST, useCatalogue, WEBHOOKS } from './SubscriptionForm';

const STATUSES = ['pending', 'succeeded', 'failed', 'missed', 'available', 'cancelled'] as const;
const LOOK = { pending: 'neutral', succeeded: 'on', failed: 'off', missed: 'off', available: 'on', cancelled: 'plain' };
const ASK_AGAIN_MS = 5_000;

function Outcome({ status }: { status: Delivery['status'] }) {
  const { t } = useSpeech();
  return <span className={`pill ${LOOK[status]}`}>{t(`d_${status}`)}</span>;
}

export function Deliveries({ id }: { id: string }) {
  const { t, time } = useSpeech();
  const catalogue = useCatalogue();
  const [params, change] = useSearchParams();
  const [status, setStatus] = useState<Delivery['status'] | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const [from, to] = [instantOf(since), instantOf(until)];
  const filters = { ...(status ? { status } : {}), ...(type ? { type } : {}), ...(from ? { since: from } : {}), ...(to ? { until: to } : {}) };
  const filtered = Object.keys(filters).length > 0;
  const list = useInfiniteQuery({
    queryKey: [...WEBHOOKS, 'deliveries', id, filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { ...filters, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      return asked(api.GET('/v1/webhook-subscriptions/{id}/deliveries', { params: { path: { id }, query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : ASK_AGAIN_MS),
  });
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const open = (delivery: string | null) => change(delivery ? { subscription: id, delivery } : { subscription: id });
  const delivery = params.get('delivery');
  return (
    <section className="card" aria-labelledby="deliveries">
      <Title order={2} size="h5" id="deliveries" p="md" pb="xs">{t('deliveries')}</Title>
      <Group px="md" pb="sm" gap="sm" align="flex-end">
        <Select w={150} label={t('status')} placeholder={t('all')} clearable value={status} onChange={(value) => setStatus(value as Delivery['status'] | null)}
          data={STATUSES.map((value) => ({ value, label: t(`d_${value}`) }))} />
        <Select w={210} label={t('event')} placeholder={t('all')} clearable value={type} onChange={setType} data={catalogue.data?.data.map((event) => event.type) ?? [TEST]} />
        <TextInput type="datetime-local" label={t('since')} value={since} onChange={(event) => setSince(event.currentTarget.value)} />
        <TextInput type="datetime-local" label={t('until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        {filtered && <Button variant="subtle" onClick={() => { setStatus(null); setType(null); setSince(''); setUntil(''); }}>{t('clear')}</Button>}
      </Group>
      <div className="scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t(filtered ? 'noMatch' : 'noDeliveries')} /> : (
          <table className="table">
            <thead><tr>{(['event', 'state', 'attempts', 'answer', 'made'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td><button type="button" className="link" onClick={() => open(row.id)}>{row.type}</button></td>
                  <td><Outcome status={row.status} /></td>
                  <td>{row.attempt_count}</td>
                  <td className="soft">{row.last_error ?? row.last_status ?? '–'}</td>
                  <td className="soft">{time(row.created_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {delivery && <OneDelivery key={delivery} id={delivery} close={() => open(null)} />}
    </section>
  );
}

function indented(body: string): string {
  try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
}

function OneDelivery({ id, close }: { id: string; close: () => void }) {
  const { t, time } = useSpeech();
  const writes = useMay('webhooks:write');
  const queries = useQueryClient();
  const attempt = useAttempt();
  const one = useQuery({
    queryKey: [...WEBHOOKS, 'delivery', id],
    queryFn: () => asked(api.GET('/v1/webhook-deliveries/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data?.status === 'pending' ? 2_000 : false),
  });
  const retry = useMutation({
    mutationFn: () => asked(api.POST('/v1/webhook-deliveries/{id}/retry', { params: { path: { id }, header: attempt.header } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: WEBHOOKS }),
    onSettled: (_, error) => attempt.after(error),
  });
  const it = one.data;
  return (
    <Dialog opened onClose={close} title={t('delivery')} size="xl">
      {one.isPending ? <Busy /> : !it ? <Failed error={one.error} again={() => void one.refetch()} /> : (
        <Stack gap="sm">
          <Group gap="sm">
            <b>{it.type}</b> <Outcome status={it.status} />
            {writes && it.status !== 'pending' && <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>{t('retry')}</Button>}
            <Text size="sm" className="soft" role="status">{retry.isSuccess && t('retried')}</Text>
          </Group>
          {retry.error && <Failed error={retry.error} />}
          <Text className="mono soft">webhook-id: {it.message_id}</Text>
          {it.next_attempt_at && it.status === 'pending' && <Text size="sm">{t('nextAttempt', { when: time(it.next_attempt_at) })}</Text>}
          <Code title={t('messageBody')} text={indented(it.body)} />
          {it.attempts.length === 0 && <Text size="sm" className="soft">{t('noAttempts')}</Text>}
          {it.attempts.map((tried) => (
            <section key={tried.number} className="attempt" aria-label={t('attempt', { n: tried.number })}>
              <Group gap="sm"><b>{t('attempt', { n: tried.number })}</b> <span>{tried.status ?? tried.error_code}</span>
                <span className="soft">{time(tried.at)} · {t('tookMs', { n: tried.duration_ms })}</span></Group>
              <Text className="mono soft">{tried.url}</Text>
              {tried.error_message && <Text size="sm">{tried.error_message}</Text>}
              <Code title={t('requestHeaders')} text={Object.entries(tried.request_headers).map(([name, value]) => `${name}: ${value}`).join('\n')} />
              {tried.response_body && <Code title={t('responseBody')} text={tried.response_body} />}
            </section>
          ))}
        </Stack>
      )}
    </Dialog>
  );
}
