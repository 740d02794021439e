import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, asked, type Erasure } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Busy, Empty, Failed } from '../../parts/States';
import { useMay } from '../../session';

const ASK_AGAIN_MS = 3_000;

/** The proofs that customers are gone for good, the newest first. */
export default function Erasures() {
  const { t, time } = useSpeech();
  const reads = useMay('audit:read');
  const [shown, show] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['erasures'],
    enabled: reads,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/erasures', { params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.data.some((one) => one.state === 'pending')) ? ASK_AGAIN_MS : false),
  });
  if (!reads) return <Empty title={t('noRight')} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const proof = rows.find(({ id }) => id === shown);
  return (
    <>
      <Anchor component={Link} to="/customers/trash" size="sm">← {t('trash')}</Anchor>
      <Title order={1} size="h3" mt="xs">{t('erasures')}</Title>
      <Text size="sm" className="soft" mb="md">{t('erasuresLead')}</Text>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t('noErasures')} /> : (
          <table className="table">
            <thead><tr>{(['customerId', 'state', 'cause', 'asked', 'completed', 'details'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <td className="mono">{one.customer_id}</td>
                  <td><span className={one.state === 'completed' ? 'pill on' : 'pill plain'}>{t(`e_${one.state}`)}</span></td>
                  <td>{t(`e_${one.cause}`)}</td>
                  <td className="soft">{time(one.requested_at)} · {one.requested_by.name}</td>
                  <td className="soft">{one.completed_at ? time(one.completed_at) : '–'}</td>
                  <td><Button size="compact-xs" variant="default" aria-label={`${t('proof')} ${one.customer_id}`} onClick={() => show(one.id)}>{t('proof')}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {proof && <Proof it={proof} close={() => show(null)} />}
    </>
  );
}

function Proof({ it, close }: { it: Erasure; close: () => void }) {
  const { t, time } = useSpeech();
  return (
    <Dialog opened onClose={close} title={t('proof')} size="lg">
      <Stack gap="sm">
        <Text size="sm" className="mono">{it.id}</Text>
        <table className="table">
          <thead><tr>{(['service', 'state', 'erasedRecords'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
          <tbody>
            {it.services.map((one) => (
              <tr key={one.service}>
                <th scope="row" className="row">{one.service}</th>
                <td className="nowrap">{one.erased_at ? time(one.erased_at) : t('e_pending')}</td>
                <td className="soft">{Object.entries(one.counts).map(([kind, count]) => `${kind.replaceAll('_', ' ')} ${count}`).join(', ') || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {it.remains.length > 0 && (
          <>
            <Text size="sm" fw={600}>{t('remains')}</Text>
            <ul className="listed">{it.remains.map((one) => <li key={one.where}><span className="break">{one.where}</span><span className="soft">{time(one.until)}</span></li>)}</ul>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
