import { Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type BenchmarkMeasure, type Customer } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Failed } from './States';

const ALL = 'all';
const ASK_AGAIN_MS = 3_000;

/** A customer beside the others of a segment: the middle half of them as a box, their median and the customer as marks. */
export function Beside({ customer, score }: { customer: Customer; score: number | null }) {
  const { t, money } = useSpeech();
  const [chosen, choose] = useState(ALL);
  const { id } = customer;
  const segments = useQuery({ queryKey: ['segments'], queryFn: () => asked(api.GET('/v1/segments', { params: { query: { limit: 100 } } })) });
  const query = chosen === ALL ? {} : { segment_id: chosen };
  const benchmark = useQuery({
    queryKey: ['benchmark', id, chosen, score],
    queryFn: () => asked(api.GET('/v1/customers/{id}/benchmark', { params: { path: { id }, query } })),
    // Whoever lists customers hears of a new score a moment later than whoever computes it.
    refetchInterval: ({ state }) => (state.data && state.data.health_score.own !== score ? ASK_AGAIN_MS : false),
  });
  // Its own segments first.
  const known = [...(segments.data?.data ?? [])].sort((one, other) => Number(customer.segments.includes(other.id)) - Number(customer.segments.includes(one.id)));
  return (
    <section className="card" aria-labelledby="beside">
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="beside">{t('beside')}</Title>
        <Select size="xs" aria-label={t('besideWhom')} allowDeselect={false} value={chosen} onChange={(value) => choose(value ?? ALL)}
          data={[{ value: ALL, label: t('allCustomers') }, ...known.map((segment) => ({ value: segment.id, label: segment.name }))]} />
        {benchmark.isPending ? <Busy /> : benchmark.isError ? <Failed error={benchmark.error} again={() => void benchmark.refetch()} /> : (
          <>
            <Box name={t('score')} measure={benchmark.data.health_score} most={100} shown={String} />
            <Box name={t('arr')} measure={benchmark.data.arr} most={2 * Math.max(benchmark.data.arr.upper_quartile ?? 0, (benchmark.data.arr.own ?? 0) / 2)} shown={money} />
          </>
        )}
      </Stack>
    </section>
  );
}

type Drawn = { name: string; measure: BenchmarkMeasure; most: number; shown: (value: number) => string };

export function Box({ name, measure, most, shown }: Drawn) {
  const { t, share } = useSpeech();
  const { own, lower_quartile: lower, median, upper_quartile: upper, below } = measure;
  if (lower === null || median === null || upper === null) return <Text size="sm" className="soft">{name}: {t('noData')}</Text>;
  const x = (value: number) => (most === 0 ? 0 : Math.min(value / most, 1) * 100);
  return (
    <div>
      <Text size="sm" fw={500}>{name} <span className="soft">{t('medianOf', { median: shown(median), n: measure.customers })}</span></Text>
      <svg className="box" role="img" aria-label={t('boxLabel', { name, own: own === null ? '–' : shown(own), lower: shown(lower), median: shown(median), upper: shown(upper) })}>
        <line className="scale" x1="0" x2="100%" y1="8" y2="8" />
        <rect className="half" x={`${x(lower)}%`} width={`${Math.max(x(upper) - x(lower), 0.5)}%`} y="3" height="10" />
        <line className="median" x1={`${x(median)}%`} x2={`${x(median)}%`} y1="1" y2="15" />
        {own !== null && <circle cx={`${x(own)}%`} cy="8" r="5" />}
      </svg>
      {below !== null && below > 0 && <Text size="xs" className="soft">{t('moreThan', { share: share(below) })}</Text>}
    </div>
  );
}
