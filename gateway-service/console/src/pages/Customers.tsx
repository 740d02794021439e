import { Button, Checkbox, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked, type CustomerPage, type CustomerQuery } from '../api/client';
import { useSpeech } from '../i18n';
import type { Word } from '../i18n/en';
import { SearchSelect } from '../parts/SearchSelect';
import { Busy, Empty, Failed } from '../parts/States';
import { useMay, useMayManage, useSession } from '../session';
import { CustomerForm } from './customers/CustomerForm';
import { Export } from './customers/Export';
import { Rows } from './customers/Rows';
import { PARAMETERS, Views } from './customers/Views';
import { useSegments } from './segments/useSegments';

type Filters = Pick<CustomerQuery, (typeof PARAMETERS)[number]>;

const DAYS_AHEAD = [30, 60, 90];
/** Pages are asked for anew one after the other. */
const MOST_ANEW = 5;

function useCustomers(filters: Filters) {
  const queries = useQueryClient();
  const key = JSON.stringify(filters);
  useEffect(() => () => {
    queries.setQueryData<InfiniteData<CustomerPage>>(['customers', 'list', filters], (old) => old && { pages: old.pages.slice(0, MOST_ANEW), pageParams: old.pageParams.slice(0, MOST_ANEW) });
  }, [key]); // eslint-disable-line
  return useInfiniteQuery({
    queryKey: ['customers', 'list', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { ...filters, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) };
      return asked(api.GET('/v1/customers', { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // Who comes back to the list has often just changed what is in it.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The address holds what is filtered and sorted, so that a view can be kept and sent. */
export default function Customers() {
  const { t } = useSpeech();
  const writes = useMay('customers:write');
  const manages = useMayManage();
  const segments = useSegments();
  const me = useSession().data?.user.id;
  const [making, make] = useState(false);
  const [params, change] = useSearchParams();
  const [typed, type] = useState(params.get('q') ?? '');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const set = (name: string, value: string | null) =>
    change((old) => {
      const next = new URLSearchParams(old);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    }, { replace: true });
  useEffect(() => { if ((params.get('q') ?? '') !== q) set('q', q); }, [q]); // eslint-disable-line
  // A saved view brings its own words.
  useEffect(() => type(params.get('q') ?? ''), [params.get('view')]); // eslint-disable-line
  const filters: Filters = {};
  for (const name of PARAMETERS) {
    const value = params.get(name);
    // What stands in the address is for the API to judge.
    if (value) filters[name] = value as never;
  }
  const list = useCustomers(filters);
  const rows = list.data?.pages.reduce((sum, page) => sum + page.data.length, 0) ?? 0;
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
    }, { rootMargin: '600px' });
    if (end.current) seen.observe(end.current);
    return () => seen.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const sort = filters.sort ?? '';
  const heading = (word: Word, by: string, number = false) => (
    <th scope="col" className={number ? 'number' : ''} aria-sort={sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none'}>
      <button type="button" onClick={() => set('sort', sort === by ? `-${by}` : by)}>
        {t(word)} {sort === by ? '↑' : sort === `-${by}` ? '↓' : ''}
      </button>
    </th>
  );
  const filtered = PARAMETERS.some((name) => name !== 'sort' && filters[name] !== undefined);
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('customers')}</Title>
          <Text size="sm" className="soft" role="status">{list.isSuccess && t('loaded', { n: `${rows}${hasNextPage ? '+' : ''}` })}</Text>
        </div>
        <Group gap="xs">
          <Button variant="subtle" component={Link} to="/customers/trash">{t('trash')}</Button>
          <Export query={filters} />
          {manages && <Button variant="default" component={Link} to="/customers/import">{t('import')}</Button>}
          {writes && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => make(true)}>{t('newCustomer')}</Button>}
        </Group>
      </Group>
      <Views query={filters} />
      <Group mb="sm" gap="sm">
        <TextInput w={280} leftSection={<IconSearch size={15} />} placeholder={t('searchHint')} aria-label={t('search')} value={typed} onChange={(event) => type(event.currentTarget.value)} />
        <Select w={150} aria-label={t('status')} placeholder={t('status')} clearable value={filters.status ?? null} onChange={(value) => set('status', value)}
          data={(['active', 'trial', 'paused', 'churned'] as const).map((value) => ({ value, label: t(`st_${value}`) }))} />
        <Select w={150} aria-label={t('health')} placeholder={t('health')} clearable value={filters.health_status ?? null} onChange={(value) => set('health_status', value)}
          data={(['healthy', 'neutral', 'at_risk'] as const).map((value) => ({ value, label: t(value) }))} />
        {segments.data && segments.data.length > 0 && (
          <SearchSelect w={190} aria-label={t('segment')} placeholder={t('segment')} clearable value={filters.segment_id ?? null} onChange={(value) => set('segment_id', value)}
            data={segments.data.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        <Select w={190} aria-label={t('renewal')} placeholder={t('renewal')} clearable value={params.get('renewal_within_days')} onChange={(value) => set('renewal_within_days', value)}
          data={DAYS_AHEAD.map((n) => ({ value: String(n), label: t('renewsWithin', { n }) }))} />
        {me && <Checkbox label={t('mine')} checked={params.get('owner_id') === me} onChange={(event) => set('owner_id', event.currentTarget.checked ? me : null)} />}
        {filtered && <Button variant="subtle" size="sm" onClick={() => { type(''); change({}, { replace: true }); }}>{t('clear')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.data === undefined ? <Failed error={list.error} again={() => void list.refetch()} /> : rows === 0 ? (
          filtered ? <Empty title={t('noMatch')} /> : <Empty title={t('noCustomers')}>{t('noCustomersLead')}</Empty>
        ) : (
          <table className="table">
            <thead>
              <tr>{heading('name', 'name')}<th scope="col">{t('domain')}</th>{heading('health', 'health_score')}<th scope="col">{t('status')}</th>{heading('arr', 'arr', true)}{heading('renewal', 'renewal_date')}<th scope="col">{t('owner')}</th></tr>
            </thead>
            {list.data.pages.map((page, n) => <Rows key={n} customers={page.data} />)}
          </table>
        )}
      </div>
      <div ref={end}>{isFetchingNextPage ? <Busy /> : isFetchNextPageError && <Failed error={list.error} again={() => void fetchNextPage()} />}</div>
      {making && <CustomerForm close={() => make(false)} />}
    </>
  );
}
