import { Anchor, Button, Group as Row, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, asked, fault, type FilterExpression, isStale, ProblemError, type Segment, tagged } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Code } from '../../parts/Code';
import { Refused } from '../../parts/Refused';
import { Stale } from '../../parts/Stale';
import { Busy, Failed, NotFound } from '../../parts/States';
import { useFaultFocus } from '../../parts/useFaultFocus';
import { Builder } from './Builder';
import { condition, type Group, group, isTooLarge, readWhole, write } from './filter';
import { Preview, usePreview } from './Preview';
import { useKnown } from './useKnown';
import { SEGMENTS } from './useSegments';
import { inWords } from './words';

const PAGE = '/admin/segments';
type Old = { it: Segment; etag: string };

/** Makes a segment, or changes the one with this id, and shows meanwhile who would belong to it. */
export function SegmentEditor({ id }: { id?: string }) {
  const { t } = useSpeech();
  const old = useQuery({
    queryKey: [...SEGMENTS, 'edited', id], enabled: id !== undefined, gcTime: 0, staleTime: Infinity,
    queryFn: () => tagged(api.GET('/v1/segments/{id}', { params: { path: { id: id ?? '' } } })),
  });
  if (id && old.isPending) return <Busy />;
  if (old.isError && !old.data) {
    const unknown = old.error instanceof ProblemError && (old.error.status === 404 || old.error.status === 400);
    return unknown ? <NotFound /> : <Failed error={old.error} again={() => void old.refetch()} />;
  }
  return (
    <>
      <Anchor component={Link} to={PAGE} size="sm">← {t('segments')}</Anchor>
      <Title order={1} size="h3" mt="xs" mb="md">{old.data?.it.name ?? t('newSegment')}</Title>
      {/* Theirs is another beginning for the filter. */}
      <Editor key={old.data?.etag} old={old.data} again={() => old.refetch({ throwOnError: true })} />
    </>
  );
}

function Editor({ old, again }: { old: Old | undefined; again: () => Promise<unknown> }) {
  const speech = useSpeech();
  const { t } = speech;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const known = useKnown();
  const [name, setName] = useState(old?.it.name ?? '');
  const [whole, set] = useState<Group>(() => (old ? readWhole(old.it.filter) : group([condition()])));
  const written = write(whole, known.fields);
  const filter = written && isTooLarge(written) ? undefined : written;
  const preview = usePreview(filter);
  const save = useMutation({
    mutationFn: (body: { name: string; filter: FilterExpression }) => (old
      ? asked(api.PATCH('/v1/segments/{id}', { params: { path: { id: old.it.id }, header: { 'If-Match': old.etag } }, body }))
      : asked(api.POST('/v1/segments', { params: { header: attempt.header }, body }))),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: SEGMENTS }); await navigate(PAGE); },
    onError: attempt.after,
  });
  const take = useMutation({ mutationFn: again });
  // What was refused stands at its field until the filter is another one.
  const error = save.error ?? preview.error;
  const form = useFaultFocus(save.error);
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); if (filter) save.mutate({ name: name.trim(), filter }); }}>
      <div className="columns">
        <section className="card" aria-label={t('segment')}>
          <Stack p="md">
            {isStale(save.error) ? <Stale discard busy={take.isPending} take={() => take.mutate()} /> : <Refused error={error} at={['/name', '/filter']} />}
            {take.error && <Failed error={take.error} />}
            <TextInput autoFocus={!old} label={t('name')} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fault(save.error, '/name')} />
            <Builder whole={whole} set={(next) => { save.reset(); set(next); }} known={known} error={error} />
            {filter ? <Text size="sm">{inWords(filter, known, speech)}</Text> : <Text size="sm" className="soft">{t(written ? 'tooLargeFilter' : 'incomplete')}</Text>}
            {filter && <Code title={t('asJson')} text={JSON.stringify(filter, null, 2)} folded />}
            <Row justify="flex-end">
              <Button variant="default" component={Link} to={PAGE}>{t('cancel')}</Button>
              <Button type="submit" loading={save.isPending} disabled={!filter}>{t(old ? 'save' : 'createSegment')}</Button>
            </Row>
          </Stack>
        </section>
        <Preview of={preview} complete={filter !== undefined} />
      </div>
    </form>
  );
}
