import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type AuditEntry, fault, ProblemError } from '../api/client';
import { instantOf } from '../api/instant';
import { useSpeech } from '../i18n';
import { Code } from '../parts/Code';
import { Dialog } from '../parts/Dialog';
import { Busy, Empty, Failed } from '../parts/States';
import { useMay } from '../session';

const NONE = { action: '', actor: '', subject: '', from: '', to: '' };

export default function AuditLog() {
  const { t, time } = useSpeech();
  const reads = useMay('audit:read');
  const [typed, set] = useState(NONE);
  const [settled] = useDebouncedValue(typed, 250);
  const [opened, open] = useState<AuditEntry | null>(null);
  const query: Partial<typeof NONE> = {};
  for (const name of ['action', 'actor', 'subject'] as const) if (settled[name].trim()) query[name] = settled[name].trim();
  for (const name of ['from', 'to'] as const) { const at = instantOf(settled[name]); if (at) query[name] = at; }
  const filtered = Object.keys(query).length > 0;
  const list = useInfiniteQuery({
    queryKey: ['audit', query],
    enabled: reads,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => asked(api.GET('/v1/audit-log', { params: { query: { ...query, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  if (!reads) return <Empty title={t('noRight')} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const field = (name: keyof typeof NONE, hint?: string) => (
    <TextInput label={t(name)} w={hint ? 158 : 200} value={typed[name]} onChange={(event) => { const { value } = event.currentTarget; set((old) => ({ ...old, [name]: value })); }}
      error={fault(list.error, `?${name}`)} {...(hint ? { placeholder: hint } : { type: 'datetime-local' })} />
  );
  const ofFields = list.error instanceof ProblemError && list.error.fields.some(({ pointer }) => Object.keys(NONE).includes(pointer.slice(1)));
  return (
    <>
      <Title order={1} size="h3">{t('audit')}</Title>
      <Text size="sm" className="soft" mb="md">{t('auditLead')}</Text>
      <Group mb="sm" gap="sm" align="flex-start">
        {field('action', t('actionHint'))}{field('actor', t('idHint'))}{field('subject', t('idHint'))}{field('from')}{field('to')}
        {filtered && <Button mt={25} variant="subtle" onClick={() => set(NONE)}>{t('clear')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? (ofFields ? <Empty title={t('noMatch')} /> : <Failed error={list.error} again={() => void list.refetch()} />) : rows.length === 0 ? <Empty title={t(filtered ? 'noMatch' : 'noAudit')} /> : (
          <table className="table">
            <thead><tr>{(['at', 'actor', 'action', 'subject', 'address'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
            <tbody>
              {rows.map((entry) => (
                <tr key={entry.id}>
                  <td className="soft">{time(entry.at)}</td>
                  <td>{entry.actor.name || '–'}</td>
                  <td><button type="button" className="link" onClick={() => open(entry)}>{entry.action}</button></td>
                  <td className="mono soft">{entry.subject.type} {entry.subject.id}</td>
                  <td className="mono soft">{entry.client_address ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
      {opened && (
        <Dialog opened onClose={() => open(null)} title={opened.action} size="lg">
          <Text size="sm">{opened.actor.name} · {time(opened.at)}</Text>
          <Text className="mono soft">{opened.subject.type} {opened.subject.id}</Text>
          <Text className="mono soft" mb="sm">{t('request', { id: opened.request_id })}</Text>
          {opened.before && <Code title={t('before')} text={JSON.stringify(opened.before, null, 2)} />}
          {opened.after && <Code title={t('after')} text={JSON.stringify(opened.after, null, 2)} />}
        </Dialog>
      )}
    </>
  );
}
