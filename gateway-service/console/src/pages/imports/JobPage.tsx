import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { api, asked, type Job, ProblemError } from '../../api/client';
import { download } from '../../api/download';
import { useSpeech } from '../../i18n';
import { Busy, Failed, NotFound } from '../../parts/States';
import { JobPill } from './JobPill';
import { columnOf, errorsFile, JOBS } from './jobs';

const ASK_AGAIN_MS = 1_000;
const isOver = (job: Job) => job.state === 'completed' || job.state === 'failed';

/** How far an import is, and what became of its rows. */
export function JobPage({ id }: { id: string }) {
  const { t, time } = useSpeech();
  const queries = useQueryClient();
  const job = useQuery({
    queryKey: [...JOBS, id],
    queryFn: () => asked(api.GET('/v1/jobs/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : ASK_AGAIN_MS),
  });
  const over = job.data !== undefined && isOver(job.data);
  useEffect(() => { if (over) void queries.invalidateQueries({ queryKey: ['customers'] }); }, [over, queries]);
  if (job.isPending) return <Busy />;
  if (job.isError && !job.data) {
    const unknown = job.error instanceof ProblemError && (job.error.status === 404 || job.error.status === 400);
    return unknown ? <NotFound /> : <Failed error={job.error} again={() => void job.refetch()} />;
  }
  const it = job.data;
  return (
    <>
      <Anchor component={Link} to="/customers/import" size="sm">← {t('importCustomers')}</Anchor>
      <Group mt="xs" gap="sm" mb="md">
        <Title order={1} size="h3">{t('importOf', { when: time(it.created_at) })}</Title>
        <JobPill state={it.state} />
      </Group>
      <section className="card" aria-label={t('result')}>
        <Stack p="md">
          <JobProgress job={it} />
          {it.failure && <Alert color="red" variant="outline" role="alert">{it.failure}</Alert>}
          {over && <Group><Button component={Link} to="/customers">{t('toCustomers')}</Button>{it.failed > 0 && <Errors id={id} />}</Group>}
        </Stack>
      </section>
      {it.errors.length > 0 && <RowErrors job={it} />}
    </>
  );
}

export function JobProgress({ job }: { job: Job }) {
  const { t } = useSpeech();
  const share = job.total === 0 ? (isOver(job) ? 100 : 0) : Math.floor((100 * job.processed) / job.total);
  const figures = { j_created: job.created, j_updated: job.updated, j_skipped: job.skipped, j_refused: job.failed };
  return (
    <>
      <svg className="bar" role="progressbar" aria-label={t('progress')} aria-valuenow={share} aria-valuemin={0} aria-valuemax={100}><rect width={`${share}%`} height="6" /></svg>
      <div className="facts" role="status">
        <span>{t('processed', { n: job.processed, total: job.total })}</span>
        {Object.entries(figures).map(([word, n]) => <span key={word} className="soft">{t(word as keyof typeof figures)} <b>{n}</b></span>)}
      </div>
    </>
  );
}

function Errors({ id }: { id: string }) {
  const { t } = useSpeech();
  const fetching = useMutation({ mutationFn: async () => download(`import-errors-${id}.csv`, 'text/csv;charset=utf-8', await errorsFile(id)) });
  return (
    <>
      <Button variant="default" loading={fetching.isPending} onClick={() => fetching.mutate()}>{t('downloadErrors')}</Button>
      {fetching.error && <Failed error={fetching.error} />}
    </>
  );
}

export function RowErrors({ job }: { job: Job }) {
  const { t } = useSpeech();
  return (
    <section className="card scroll below" aria-labelledby="errors">
      <Group p="md" justify="space-between">
        <Title order={2} size="h5" id="errors">{t('refusedRows')}</Title>
        {job.failed > job.errors.length && <Text size="xs" className="soft">{t('firstErrors', { n: job.errors.length, total: job.failed })}</Text>}
      </Group>
      <table className="table">
        <thead><tr>{(['row', 'column', 'reason', 'code'] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr></thead>
        <tbody>
          {job.errors.map((error, i) => (
            <tr key={i}>
              <td>{error.index + 1}</td>
              <td className="mono">{columnOf(error) || '–'}</td>
              <td>{error.message}</td>
              <td className="mono soft">{error.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
