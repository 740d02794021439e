import { Anchor, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api, asked } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Busy, Empty, Failed } from '../../parts/States';
import { useMayManage } from '../../session';
import { JobPage } from './JobPage';
import { JobPill } from './JobPill';
import { JOBS } from './jobs';
import { Wizard } from './Wizard';

/** The address says which import is open. */
export default function Imports() {
  const { t } = useSpeech();
  const [params] = useSearchParams();
  const id = params.get('job');
  if (!useMayManage()) return <Empty title={t('noRight')} />;
  if (id) return <JobPage key={id} id={id} />;
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">← {t('customers')}</Anchor>
      <Title order={1} size="h3" mt="xs">{t('importCustomers')}</Title>
      <Text size="sm" className="soft" mb="md">{t('importLead')}</Text>
      <Wizard />
      <Recent />
    </>
  );
}

function Recent() {
  const { t, time } = useSpeech();
  const list = useQuery({ queryKey: [...JOBS, 'list'], queryFn: () => asked(api.GET('/v1/jobs', { params: { query: { limit: 20 } } })) });
  return (
    <section className="card scroll below" aria-labelledby="recent">
      <Title order={2} size="h5" id="recent" p="md">{t('recentImports')}</Title>
      {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : list.data.data.length === 0 ? <Text size="sm" className="soft" p="md" pt={0}>{t('noImports')}</Text> : (
        <table className="table">
          <thead><tr><th scope="col">{t('at')}</th><th scope="col">{t('state')}</th>{(['rows', 'j_created', 'j_updated', 'j_skipped', 'j_refused'] as const).map((word) => <th key={word} scope="col" className="number">{t(word)}</th>)}</tr></thead>
          <tbody>
            {list.data.data.map((job) => (
              <tr key={job.id}>
                <td><Link to={`/customers/import?job=${job.id}`}>{time(job.created_at)}</Link></td>
                <td><JobPill state={job.state} /></td>
                {([job.total, job.created, job.updated, job.skipped, job.failed]).map((n, i) => <td key={i} className="number">{n}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
