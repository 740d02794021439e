import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconActivity, IconGauge, IconPencil } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, asked, type Health, ProblemError, type TimelineEntry } from '../api/client';
import { useSpeech } from '../i18n';
import { Beside } from '../parts/Beside';
import { Contacts } from '../parts/Contacts';
import { History } from '../parts/History';
import { ScoreRing } from '../parts/Score';
import { Busy, Empty, Failed, NotFound } from '../parts/States';
import { Usage } from '../parts/Usage';
import { Actions } from './customers/Actions';
import { useDefinitions } from './customers/useDefinitions';

// The API has no stream of changes yet: what changes by itself is asked for.
const ASK_AGAIN_MS = 3_000;

export default function CustomerPage() {
  const { id = '' } = useParams();
  const { t, money, time } = useSpeech();
  const path = { params: { path: { id } } };
  const customer = useQuery({ queryKey: ['customer', id], queryFn: () => asked(api.GET('/v1/customers/{id}', path)) });
  const health = useQuery({ queryKey: ['health', id], queryFn: () => asked(api.GET('/v1/customers/{id}/health', path)), refetchInterval: ASK_AGAIN_MS });
  const definitions = useDefinitions();
  if (customer.isPending) return <Busy />;
  if (customer.isError) {
    const unknown = customer.error instanceof ProblemError && (customer.error.status === 404 || customer.error.status === 400);
    return unknown ? <NotFound /> : <Failed error={customer.error} again={() => void customer.refetch()} />;
  }
  const it = customer.data;
  const band = health.data?.status ?? null;
  const label = (key: string) => definitions.data?.find((one) => one.key === key)?.label ?? key;
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">← {t('customers')}</Anchor>
      <Group mt="xs" gap="lg" wrap="nowrap" align="center">
        <ScoreRing score={health.data?.score ?? null} band={band} />
        <div>
          <Group gap="sm" align="baseline">
            <Title order={1} size="h2">{it.name}</Title>
            <span className={`pill ${band ?? 'plain'}`}>{band ? t(band) : t('noScore')}</span>
            {health.data?.override && <span className="pill plain" title={health.data.override.reason}>{t('overrideUntil', { who: health.data.override.set_by.name, when: time(health.data.override.expires_at) })}</span>}
          </Group>
          <div className="facts">
            {it.email_domain && <span className="soft">{it.email_domain}</span>}
            <span className="soft">{t('status')} <b>{t(`st_${it.status}`)}</b></span>
            <span className="soft">{t('arr')} <b>{it.arr === null ? '–' : money(it.arr)}</b></span>
            <span className="soft"><Renewal date={it.renewal_date} /></span>
            <span className="soft">{it.owner_email ?? t('noOwner')}</span>
          </div>
        </div>
        <Actions it={it} />
      </Group>
      <div className="columns">
        <Stack gap="md">
          {health.data?.updated_at && <History id={id} scored={health.data.updated_at} />}
          <Usage id={id} scored={health.data?.updated_at ?? null} />
          <Timeline id={id} />
        </Stack>
        <Stack gap="md">
          <section className="card" aria-labelledby="dimensions">
            <Stack p="md" gap="sm">
              <Title order={2} size="h5" id="dimensions">{t('dimensions')}</Title>
              {health.isError ? <Failed error={health.error} again={() => void health.refetch()} /> : health.data && <Dimensions health={health.data} />}
            </Stack>
          </section>
          <Beside customer={it} score={health.data?.score ?? null} />
          <Contacts id={id} />
          <section className="card" aria-labelledby="fields">
            <Stack p="md" gap={6}>
              <Title order={2} size="h5" id="fields">{t('customFields')}</Title>
              {Object.entries(it.custom_fields).map(([name, value]) => (
                <Group key={name} justify="space-between" wrap="nowrap"><Text size="sm" className="soft">{label(name)}</Text><Text size="sm" className="break">{typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value)}</Text></Group>
              ))}
              {Object.keys(it.custom_fields).length === 0 && <Text size="sm" className="soft">{t('noFields')}</Text>}
            </Stack>
          </section>
        </Stack>
      </div>
    </>
  );
}

function Renewal({ date }: { date: string | null }) {
  const { t } = useSpeech();
  if (!date) return t('noRenewal');
  const n = Math.ceil((Date.parse(date) - Date.now()) / 86_400_000);
  return n < 0 ? t('renewedAgo', { n: -n }) : t('renewsIn', { n });
}

const KNOWN = ['usage', 'engagement', 'support', 'sentiment'] as const;

function Dimensions({ health }: { health: Health }) {
  const { t, time } = useSpeech();
  const change = (n: number | null | undefined) => (n === null || n === undefined ? '–' : n > 0 ? `+${n}` : String(n));
  return (
    <>
      {Object.entries(health.dimensions).map(([name, { value, weight }]) => {
        const known = KNOWN.find((one) => one === name);
        return (
          <div key={name}>
            <Group justify="space-between" mb={4}>
              <Text size="sm" fw={500}>{known ? t(known) : name} <span className="soft">{t('weight', { n: `${Math.round(weight * 100)} %` })}</span></Text>
              <Text size="sm" fw={600}>{value ?? t('noData')}</Text>
            </Group>
            <svg className="bar" aria-hidden><rect width={`${value ?? 0}%`} height="6" /></svg>
          </div>
        );
      })}
      <Text size="xs" className="soft">
        {t('trend7')} {change(health.trend?.change_7d)} · {t('trend30')} {change(health.trend?.change_30d)}
        {health.model_version !== undefined && <> · {t('model', { n: health.model_version })}</>}
        {health.updated_at && <> · {t('updated', { when: time(health.updated_at) })}</>}
      </Text>
    </>
  );
}

const TYPES = ['usage_event', 'customer_change', 'score_change'] as const;

function Timeline({ id }: { id: string }) {
  const { t } = useSpeech();
  const [type, choose] = useState('all');
  const list = useInfiniteQuery({
    queryKey: ['timeline', id, type],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(type === 'all' ? {} : { type }), ...(pageParam ? { cursor: pageParam } : {}) };
      return asked(api.GET('/v1/customers/{id}/timeline', { params: { path: { id }, query: query as never } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : ASK_AGAIN_MS),
  });
  const entries = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="card" aria-labelledby="timeline">
      <Group p="md" justify="space-between">
        <Title order={2} size="h5" id="timeline">{t('timeline')}</Title>
        <SegmentedControl size="xs" value={type} onChange={choose} aria-label={t('timeline')}
          data={[{ value: 'all', label: t('all') }, ...TYPES.map((value) => ({ value, label: t(`t_${value}`) }))]} />
      </Group>
      {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : entries.length === 0 ? <Empty title={t('emptyTimeline')} /> : (
        <ol className="timeline">{entries.map((entry) => <Entry key={`${entry.type}-${entry.id}`} entry={entry} />)}</ol>
      )}
      {list.hasNextPage && <Group justify="center" p="sm"><Button variant="subtle" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></Group>}
    </section>
  );
}

const ICONS = { usage_event: IconActivity, customer_change: IconPencil, score_change: IconGauge };
const shown = (value: unknown) => (value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t, time } = useSpeech();
  const Icon = ICONS[entry.type];
  const data = entry.data as Record<string, unknown>;
  const title = entry.type === 'usage_event' ? shown(data.event_name)
    : entry.type === 'score_change' ? t('scoreFromTo', { from: shown(data.score_before), to: shown(data.score) }) : t('customerChanged');
  const under = entry.type === 'usage_event' ? data.user_email : entry.type === 'score_change' ? data.reason : (data.change ?? data.action ?? data.kind);
  return (
    <li>
      <Icon size={17} aria-hidden />
      <div>
        <Text size="sm" fw={600}>{title}</Text>
        {typeof under === 'string' && under !== '' && <Text size="sm" className="soft">{under}</Text>}
      </div>
      <time dateTime={entry.at}>{time(entry.at)}</time>
    </li>
  );
}
