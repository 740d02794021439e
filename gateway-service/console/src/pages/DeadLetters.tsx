import { Button, Group, Select, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type DeadLetter } from '../api/client';
import { useAttempt } from '../api/attempt';
import { useSpeech } from '../i18n';
import { Busy, Empty, Failed } from '../parts/States';
import { Sure } from '../parts/Sure';
import { useMay } from '../session';

const DEAD_LETTERS = ['dead-letters'];
const ASK_AGAIN_MS = 2_000;
const STATES = ['waiting', 'redriving', 'redriven', 'dismissed'] as const;
type State = (typeof STATES)[number];

/** Records that a service could not process: why, and another try. */
export default function DeadLetters() {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const admin = useMay('admin:*');
  const [state, choose] = useState<State | null>(null);
  const [givenUp, giveUp] = useState<DeadLetter | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...DEAD_LETTERS, state],
    enabled: admin,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/dead-letters', { params: { query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.data.some((one) => one.state === 'redriving')) ? ASK_AGAIN_MS : false),
  });
  if (!admin) return <Empty title={t('noRight')} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: DEAD_LETTERS });
  const dismiss = async ({ id }: DeadLetter) => {
    await asked(api.DELETE('/v1/dead-letters/{id}', { params: { path: { id } } }));
    await refresh();
  };
  return (
    <>
      <Title order={1} size="h3">{t('deadLetters')}</Title>
      <Text size="sm" className="soft" mb="md">{t('deadLettersLead')}</Text>
      <Select mb="sm" w={220} clearable label={t('state')} placeholder={t('allStates')} data={STATES.map((value) => ({ value, label: t(`l_${value}`) }))} value={state} onChange={(value) => choose(value as State | null)} />
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : rows.length === 0 ? <Empty title={t(state ? 'noMatch' : 'noDeadLetters')}>{state ? undefined : t('noDeadLettersLead')}</Empty> : (
          <table className="table">
            <thead><tr>{(['at', 'state', 'service', 'cause', 'attempts', 'actions'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>{rows.map((it) => <Row key={it.id} it={it} refresh={refresh} giveUp={() => giveUp(it)} />)}</tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {givenUp && <Sure title={t('giveUp')} text={t('giveUpSure')} action={() => dismiss(givenUp)} close={() => giveUp(null)} />}
    </>
  );
}

function Row({ it, refresh, giveUp }: { it: DeadLetter; refresh: () => Promise<void>; giveUp: () => void }) {
  const { t, time } = useSpeech();
  const attempt = useAttempt();
  const redrive = useMutation({
    mutationFn: () => asked(api.POST('/v1/dead-letters/{id}/redrive', { params: { path: { id: it.id }, header: attempt.header } })),
    onSettled: (_, error) => attempt.after(error),
    onSuccess: refresh,
  });
  return (
    <tr>
      <td className="soft">{time(it.failed_at)}</td>
      <td><span className={`pill ${it.state === 'redriven' ? 'on' : it.state === 'waiting' ? 'off' : 'plain'}`}>{t(`l_${it.state}`)}</span></td>
      <td>{it.service}<div className="mono soft">{it.source.topic} {it.source.partition}/{it.source.offset}</div></td>
      <td className="break">{it.cause.message || it.cause.code}<div className="mono soft">{it.cause.code}</div>{redrive.error && <Text size="xs" role="alert">{redrive.error.message}</Text>}</td>
      <td className="number">{it.attempts}</td>
      <td>
        {it.state !== 'dismissed' && it.state !== 'redriven' && (
          <Group gap={6} wrap="nowrap">
            <Button size="compact-xs" variant="default" loading={redrive.isPending || it.state === 'redriving'} aria-label={`${t('redrive')} ${it.id}`} onClick={() => redrive.mutate()}>{t('redrive')}</Button>
            <Button size="compact-xs" variant="default" aria-label={`${t('giveUp')} ${it.id}`} onClick={giveUp}>{t('giveUp')}</Button>
          </Group>
        )}
      </td>
    </tr>
  );
}
