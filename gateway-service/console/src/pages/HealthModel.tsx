import { Alert, Button, Group, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, fault, type HealthModelSignal, type HealthModelVersion, type HealthPreview, type NewHealthModel, ProblemError } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Empty, Failed } from '../parts/States';
import { useNames } from '../parts/useNames';
import { useMay } from '../session';
import { CurveEditor } from './CurveEditor';

const ROLLOUT_MS = 1_000;
const BANDS = ['healthy', 'neutral', 'at_risk', 'no_score'] as const;

export default function HealthModel() {
  const { t } = useSpeech();
  const reads = useMay('health:read');
  const current = useQuery({ queryKey: ['model'], enabled: reads, queryFn: () => asked(api.GET('/v1/health-model')) });
  if (!reads) return <Empty title={t('noRight')} />;
  if (current.isPending) return <Busy />;
  if (current.isLoadingError) return <Failed error={current.error} again={() => void current.refetch()} />;
  return (
    <>
      <Title order={1} size="h3">{t('healthModel')}</Title>
      <Text size="sm" className="soft" mb="md">{t('modelLead')}</Text>
      <div className="columns">
        <Editor key={current.data.version} current={current.data} />
        <Versions current={current.data.version} />
      </div>
    </>
  );
}

/** The version as a body for the next one. */
function bodyOf({ missing, bands, dimensions, event_names }: HealthModelVersion): NewHealthModel {
  return { missing, bands, dimensions, event_names };
}

function Editor({ current }: { current: HealthModelVersion }) {
  const { t } = useSpeech();
  const { dimension, signal: signalName } = useNames();
  const writes = useMay('health:write');
  const queries = useQueryClient();
  const [model, change] = useState(() => bodyOf(current));
  const [note, say] = useState('');
  const presets = useQuery({ queryKey: ['presets'], queryFn: () => asked(api.GET('/v1/health-model/presets')) });
  const preview = useMutation({ mutationFn: () => asked(api.POST('/v1/health-model/preview', { body: model })) });
  const save = useMutation({
    mutationFn: () => asked(api.PUT('/v1/health-model', { body: { ...model, ...(note.trim() ? { note: note.trim() } : {}) }, params: { header: { 'If-Match': `"${current.version}"` } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['model'] }),
  });
  const dimensions = model.dimensions ?? [];
  // In ten-thousandths: decimals of the browser do not sum exactly.
  const sum = dimensions.reduce((all, { weight }) => all + Math.round(weight * 10_000), 0);
  const weigh = (name: string, percent: number) => {
    preview.reset();
    change((old) => ({ ...old, dimensions: (old.dimensions ?? []).map((one) => (one.name === name ? { ...one, weight: Math.round(percent * 100) / 10_000 } : one)) }));
  };
  const bend = (name: string, index: number, curve: HealthModelSignal['curve']) => {
    preview.reset();
    change((old) => ({
      ...old,
      dimensions: (old.dimensions ?? []).map((one) => (one.name === name ? { ...one, signals: (one.signals ?? []).map((signal, j) => (j === index ? { ...signal, curve } : signal)) } : one)),
    }));
  };
  const stale = save.error instanceof ProblemError && save.error.status === 412;
  const wrong = save.error ?? preview.error;
  return (
    <section className="card" aria-labelledby="weights">
      <Stack p="md" gap="md">
        <Group justify="space-between">
          <Title order={2} size="h5" id="weights">{t('weights')}</Title>
          <Text size="xs" className="soft">{t('model', { n: current.version })}</Text>
        </Group>
        {writes && presets.data && (
          <Select label={t('startFrom')} placeholder={t('choosePreset')} data={presets.data.data.map(({ preset }) => ({ value: preset, label: t(`p_${preset}` as 'p_balanced') }))}
            onChange={(value) => {
              const chosen = presets.data.data.find(({ preset }) => preset === value);
              if (chosen) { preview.reset(); change(chosen.model); }
            }} />
        )}
        {dimensions.map(({ name, weight, signals }, i) => (
          <div key={name}>
            <NumberInput label={dimension(name)} suffix=" %" min={0} max={100} decimalScale={2} step={5} readOnly={!writes} value={Math.round(weight * 10_000) / 100}
              onChange={(value) => weigh(name, Number(value) || 0)} error={fault(wrong, `/dimensions/${i}/weight`)} />
            <svg className="bar" aria-hidden><rect width={`${weight * 100}%`} height="6" /></svg>
            {signals && signals.length > 0 && (
              <details>
                <summary>{t('curvesOf', { name: dimension(name), n: signals.length })}</summary>
                {fault(wrong, `/dimensions/${i}/signals`) && <Text size="xs" c="red" role="alert">{fault(wrong, `/dimensions/${i}/signals`)}</Text>}
                <div className="curves">
                  {signals.map((signal, j) => (
                    <CurveEditor key={`${signal.signal}-${j}`} signal={signal} label={signalName(signal.signal)} {...(writes ? { change: (curve) => bend(name, j, curve) } : {})} />
                  ))}
                </div>
              </details>
            )}
          </div>
        ))}
        <Text size="sm" c={sum === 10_000 ? undefined : 'red'} role="status">{t('sumOfWeights', { n: sum / 100 })}</Text>
        {writes && (
          <>
            <TextInput label={t('whyChange')} value={note} onChange={(event) => say(event.currentTarget.value)} maxLength={500} error={fault(save.error, '/note')} />
            {stale ? <Alert color="yellow" title={t('modelStale')}><Button size="xs" variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['model'] })}>{t('reload')}</Button></Alert> : wrong && <Failed error={wrong} />}
            <Group>
              <Button variant="default" disabled={sum !== 10_000} loading={preview.isPending} onClick={() => preview.mutate()}>{t('preview')}</Button>
              <Button disabled={sum !== 10_000} loading={save.isPending} onClick={() => save.mutate()}>{t('apply')}</Button>
            </Group>
          </>
        )}
        {preview.data && <Preview preview={preview.data} />}
        <Rollout />
      </Stack>
    </section>
  );
}

function Preview({ preview }: { preview: HealthPreview }) {
  const { t } = useSpeech();
  const most = Math.max(...preview.before.histogram, ...preview.after.histogram, 1);
  return (
    <div role="status">
      <Text size="sm" fw={600}>{t('previewOf', { n: preview.evaluated, changed: preview.changed })}</Text>
      <div className="grid two">
        {(['before', 'after'] as const).map((side) => (
          <div key={side}>
            <Text size="xs" className="soft">{t(side)}</Text>
            <svg className="histogram" viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden>
              {preview[side].histogram.map((count, i) => (
                <rect key={i} className={i >= 7 ? 'healthy' : i >= 5 ? 'neutral' : 'at_risk'} x={i * 10 + 0.5} width="9" y={40 - (38 * count) / most} height={(38 * count) / most} />
              ))}
            </svg>
            {BANDS.map((band) => <Text key={band} size="xs">{t(band === 'no_score' ? 'noScore' : band)} <b>{preview[side][band]}</b></Text>)}
          </div>
        ))}
      </div>
    </div>
  );
}

function Rollout() {
  const { t } = useSpeech();
  const rollout = useQuery({
    queryKey: ['model', 'rollout'],
    queryFn: () => asked(api.GET('/v1/health-model/rollout')),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? ROLLOUT_MS : false),
  });
  return rollout.data?.state === 'running' ? <Text size="sm" role="status">{t('rollingOut', { done: rollout.data.done, n: rollout.data.total })}</Text> : null;
}

function Versions({ current }: { current: number }) {
  const { t, time } = useSpeech();
  const writes = useMay('health:write');
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['model', 'versions', current], queryFn: () => asked(api.GET('/v1/health-model/versions', { params: { query: { limit: 20 } } })) });
  const back = useMutation({
    mutationFn: (version: number) => asked(api.POST('/v1/health-model/versions/{version}/rollback', { params: { path: { version: String(version) } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['model'] }),
  });
  return (
    <section className="card" aria-labelledby="versions">
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="versions">{t('versions')}</Title>
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : list.data.data.map(({ version, created_at, created_by, note }) => (
          <Group key={version} justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text size="sm" fw={600}>{t('model', { n: version })}</Text>
              <Text size="xs" className="soft">{created_at ? `${created_by?.name ?? ''} · ${time(created_at)}` : t('published')}</Text>
              {note && <Text size="xs">{note}</Text>}
            </div>
            {writes && version !== current && <Button className="push" size="xs" variant="subtle" loading={back.isPending && back.variables === version} onClick={() => back.mutate(version)} aria-label={t('goBackTo', { n: version })}>{t('goBack')}</Button>}
          </Group>
        ))}
        {back.isError && <Failed error={back.error} />}
      </Stack>
    </section>
  );
}
