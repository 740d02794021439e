import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, type HealthChange, type HealthPoint } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Failed } from './States';
import { useNames } from './useNames';

const WIDTH = 720;
const HEIGHT = 176;
const TOP = 8;
const LEFT = 28;
const BOTTOM = 20;
const DOT = 4;
const DAY_MS = 86_400_000;
/** Versions of the model and scores set by hand that fit into a chart. */
const MARKS = 50;
const SPANS = { hour: 'days7', day: 'days90' } as const;
const PUBLISHED = { healthy: 70, neutral: 50 };

const y = (score: number) => TOP + (1 - score / 100) * (HEIGHT - TOP - BOTTOM);

/** The score over time with the bands behind it, and why it last changed. */
export function History({ id, scored }: { id: string; scored: string | null }) {
  const { t } = useSpeech();
  const [interval, choose] = useState<keyof typeof SPANS>('day');
  const points = useQuery({
    queryKey: ['points', id, interval, scored],
    queryFn: () => asked(api.GET('/v1/customers/{id}/health/history', { params: { path: { id }, query: { interval } } })),
  });
  const changes = useQuery({
    queryKey: ['changes', id, scored],
    queryFn: () => asked(api.GET('/v1/customers/{id}/health/history', { params: { path: { id }, query: { limit: 20 } } })),
  });
  const marks = useQuery({
    queryKey: ['marks', id, scored],
    queryFn: () => asked(api.GET('/v1/customers/{id}/health/history', { params: { path: { id }, query: { cause: 'model,override', limit: MARKS } } })),
  });
  const model = useQuery({ queryKey: ['model'], queryFn: () => asked(api.GET('/v1/health-model')) });
  const last = changes.data?.data[0] as HealthChange | undefined;
  return (
    <section className="card" aria-labelledby="history">
      <Stack p="md" gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5" id="history">{t('history')}</Title>
          <SegmentedControl size="xs" value={interval} onChange={(value) => choose(value as keyof typeof SPANS)} aria-label={t('history')}
            data={Object.entries(SPANS).map(([value, word]) => ({ value, label: t(word) }))} />
        </Group>
        {points.isPending ? <Busy /> : points.isError ? <Failed error={points.error} again={() => void points.refetch()} />
          : <Chart points={points.data.data as HealthPoint[]} changes={(changes.data?.data ?? []) as HealthChange[]} marks={(marks.data?.data ?? []) as HealthChange[]} bands={model.data?.bands ?? PUBLISHED} />}
        {last && (
          <div>
            <Text size="sm" fw={600}>{t('why')}</Text>
            <Text size="sm">{last.reason}</Text>
            <Parts change={last} />
          </div>
        )}
      </Stack>
    </section>
  );
}

type Drawn = { points: HealthPoint[]; changes: HealthChange[]; marks: HealthChange[]; bands: { healthy: number; neutral: number } };

export function Chart({ points, changes, marks, bands }: Drawn) {
  const { t, time } = useSpeech();
  const end = Date.now();
  const since = points[0] ? Date.parse(points[0].at) : end - DAY_MS;
  // The newest changes as well: what happened since the last full hour or day is between no two points.
  const known = [...points, ...changes].flatMap(({ at, score }) => (typeof score === 'number' && Date.parse(at) >= since ? [{ at: Date.parse(at), score }] : []))
    .sort((one, other) => one.at - other.at);
  const [first] = known;
  if (first === undefined) return <Text size="sm" className="soft">{t('noHistory')}</Text>;
  const last = known.at(-1) ?? first;
  const span = Math.max(end - first.at, 3_600_000);
  const x = (at: number) => LEFT + ((at - (end - span)) / span) * (WIDTH - LEFT);
  // The score holds until it changes: steps, not slopes.
  const line = `${known.map((point, i) => `${i === 0 ? 'M' : 'H'}${x(point.at).toFixed(1)}${i === 0 ? ',' : 'V'}${y(point.score).toFixed(1)}`).join('')}H${WIDTH}`;
  const areas = [['healthy', bands.healthy, 100], ['neutral', bands.neutral, bands.healthy], ['at_risk', 0, bands.neutral]] as const;
  const lowest = Math.min(...known.map((point) => point.score));
  const highest = Math.max(...known.map((point) => point.score));
  const special = marks.filter((mark) => Date.parse(mark.at) >= end - span);
  return (
    <svg className="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('historyLabel', { from: lowest, to: highest, since: time(new Date(end - span).toISOString()) })}>
      {areas.map(([band, from, to]) => <rect key={band} className={band} x={LEFT} y={y(to)} width={WIDTH - LEFT} height={y(from) - y(to)} />)}
      {[0, bands.neutral, bands.healthy, 100].map((score) => <text key={score} x={LEFT - 6} y={y(score) + 4} textAnchor="end">{score}</text>)}
      {special.map((mark) => (
        <g key={mark.id} className="mark">
          <line x1={x(Date.parse(mark.at))} x2={x(Date.parse(mark.at))} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text x={x(Date.parse(mark.at))} y={HEIGHT - 5} textAnchor="end">{mark.cause === 'model' ? t('model', { n: mark.model_version }) : t('override')}</text>
        </g>
      ))}
      <path d={line} />
      <circle cx={WIDTH - DOT} cy={y(last.score)} r={DOT} />
    </svg>
  );
}

/** What each signal added or took away, in hundredths of a point; they sum exactly to the change. */
export function Parts({ change }: { change: HealthChange }) {
  const { dimension, signal } = useNames();
  const most = Math.max(...change.contributions.map((part) => Math.abs(part.points)), 0.01);
  return (
    <ul className="parts">
      {change.contributions.map((part) => (
        <li key={`${part.dimension}-${part.signal}-${part.cause}`}>
          <span>{[...new Set([part.dimension && dimension(part.dimension), part.signal && signal(part.signal)])].filter(Boolean).join(' · ')}</span>
          <svg aria-hidden><rect className={part.points < 0 ? 'bad' : 'ok'} x={part.points < 0 ? `${50 - (50 * -part.points) / most}%` : '50%'} width={`${(50 * Math.abs(part.points)) / most}%`} height="8" /></svg>
          <b>{part.points > 0 ? '+' : ''}{part.points.toFixed(2)}</b>
        </li>
      ))}
    </ul>
  );
}
