import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { IconActivity, IconGauge, IconPencil } from '@tabler/icons-react';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, asked, type TimelineEntry, type TimelinePage } from '../../api/client';
import { useTimelineStream } from '../../api/stream';
import { useSpeech } from '../../i18n';
import { en, type Word } from '../../i18n/en';
import { Busy, Empty, Failed } from '../../parts/States';

/** How often is asked where no stream tells, and where one does, in case it has missed something. */
const ASK_AGAIN_MS = 3_000;
const MAKE_SURE_MS = 30_000;

/** More than that is rather read again. */
const MOST_NEWS = 500;

const TYPES = ['usage_event', 'customer_change', 'score_change'] as const;

type Pages = InfiniteData<TimelinePage, string | undefined>;

/** The pages with an entry at its place; what lies behind the last page shown is not put into it. */
export function placed(pages: Pages, entry: TimelineEntry): Pages {
  if (pages.pages.some(({ data }) => data.some(({ id, type }) => id === entry.id && type === entry.type))) return pages;
  const at = Date.parse(entry.at);
  const found = pages.pages.findIndex(({ data }, i) => data.some((other) => Date.parse(other.at) < at) || (i === pages.pages.length - 1 && !pages.pages[i]?.has_more));
  if (found < 0) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page, i) => {
      if (i !== found) return page;
      const behind = page.data.findIndex((other) => Date.parse(other.at) < at);
      return { ...page, data: page.data.toSpliced(behind < 0 ? page.data.length : behind, 0, entry) };
    }),
  };
}

/** What happened to a customer, the newest first, as it happens. */
export function Timeline({ id }: { id: string }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const [type, choose] = useState('all');
  // Beside the pages: one that was asked for before an entry came may arrive after it.
  const [news, tell] = useState<TimelineEntry[]>([]);
  const refresh = (...names: string[]) => { for (const name of names) void queries.invalidateQueries({ queryKey: [name, id] }); };
  const live = useTimelineStream(id, {
    readAgain: () => refresh('timeline', 'health', 'customer'),
    entry: (entry) => {
      tell((already) => [...already.slice(-MOST_NEWS), entry]);
      if (entry.type === 'score_change') refresh('health', 'points', 'changes');
      if (entry.type === 'customer_change') refresh('customer', 'contacts', 'health');
    },
  });
  const list = useInfiniteQuery({
    queryKey: ['timeline', id, type],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(type === 'all' ? {} : { type }), ...(pageParam ? { cursor: pageParam } : {}) };
      return asked(api.GET('/v1/customers/{id}/timeline', { params: { path: { id }, query: query as never } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : live ? MAKE_SURE_MS : ASK_AGAIN_MS),
  });
  const entries = useMemo(() => {
    const pages = list.data && news.filter((entry) => type === 'all' || type === entry.type).reduce(placed, list.data as Pages);
    return pages?.pages.flatMap((page) => page.data) ?? [];
  }, [list.data, news, type]);
  return (
    <section className="card" aria-labelledby="timeline">
      <Group p="md" justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h5" id="timeline">{t('timeline')}</Title>
          <span className={live ? 'pill on' : 'pill plain'}>{t(live ? 'live' : 'notLive')}</span>
        </Group>
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

type Changed = { change?: string; actor?: { name?: string }; changes?: Record<string, { before: unknown; after: unknown }> };

const WORDS: Record<string, Word> = { name: 'name', email_domain: 'domain', arr: 'arr', owner_id: 'owner', status: 'status', renewal_date: 'renewal' };

/** Which fields differ, before and after, and who has done it; of somebody new only who. */
function changesInWords({ change, actor, changes = {} }: Changed, { t, money, day }: ReturnType<typeof useSpeech>): string {
  const said = (field: string, value: unknown) => {
    if (value === null || value === undefined || value === '') return '–';
    if (field === 'arr') return money(Number(value));
    if (field === 'renewal_date') return day(String(value));
    if (field === 'status' && `st_${String(value)}` in en) return t(`st_${String(value)}` as Word);
    return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : shown(value);
  };
  const fields = change === 'updated' ? Object.entries(changes) : [];
  const words = fields.map(([field, { before, after }]) => {
    const name = WORDS[field] ? t(WORDS[field]) : field.replace(/^custom_fields\./, '');
    // Owners are ids here.
    return field === 'owner_id' ? name : `${name}: ${said(field, before)} → ${said(field, after)}`;
  });
  return [...words, actor?.name ? t('byWhom', { name: actor.name }) : ''].filter(Boolean).join(' · ');
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const speech = useSpeech();
  const { t, time } = speech;
  const Icon = ICONS[entry.type];
  const data = entry.data as Record<string, unknown>;
  const change = `ch_${String(data.change)}`;
  const changeTitle = change in en ? t(change as Word) : t('customerChanged');
  const whatChanged = changesInWords(data as Changed, speech);
  const title = entry.type === 'usage_event' ? shown(data.event_name)
    : entry.type === 'score_change' ? t('scoreFromTo', { from: shown(data.score_before), to: shown(data.score) }) : changeTitle;
  const under = entry.type === 'usage_event' ? data.user_email : entry.type === 'score_change' ? data.reason : whatChanged;
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
