import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, asked, ProblemError, type Subscription, type WebhookMetrics } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Secret } from '../../parts/Secret';
import { Busy, Failed, NotFound } from '../../parts/States';
import { Sure } from '../../parts/Sure';
import { useMay } from '../../session';
import { Deliveries } from './Deliveries';
import { Recover } from './Recover';
import { SubscriptionForm, WEBHOOKS } from './SubscriptionForm';
import { StatePill } from './Webhooks';

const ASK_AGAIN_MS = 5_000;

export function SubscriptionPage({ id }: { id: string }) {
  const { t, time } = useSpeech();
  const writes = useMay('webhooks:write');
  const one = useQuery({ queryKey: [...WEBHOOKS, 'one', id], queryFn: () => asked(api.GET('/v1/webhook-subscriptions/{id}', { params: { path: { id } } })) });
  if (one.isPending) return <Busy />;
  if (one.isError) {
    const unknown = one.error instanceof ProblemError && (one.error.status === 404 || one.error.status === 400);
    return unknown ? <NotFound /> : <Failed error={one.error} again={() => void one.refetch()} />;
  }
  const it = one.data;
  return (
    <>
      <Anchor component={Link} to="/admin/webhooks" size="sm">← {t('backWebhooks')}</Anchor>
      <Group mt="xs" gap="sm" align="center">
        <Title order={1} size="h3" className="break">{it.url ?? t('polledName')}</Title>
        <StatePill status={it.status} />
      </Group>
      {it.description && <Text size="sm" className="soft">{it.description}</Text>}
      <Text className="mono soft" mt={4}>{it.events.map((event) => (event === '*' ? t('allEvents') : event)).join(', ')}</Text>
      {it.delivery === 'poll' && <Text className="mono soft break">GET /v1/webhook-subscriptions/{it.id}/poll</Text>}
      {it.public_key && <Text className="mono soft break">{it.public_key}</Text>}
      {it.disabled_reason && <Alert mt="sm" color="red" variant="outline">{t('disabledWhy', { why: it.disabled_reason })}</Alert>}
      {it.failing_since && <Alert mt="sm" color="yellow" variant="outline">{t('failingSince', { when: time(it.failing_since) })}</Alert>}
      {writes && <Actions it={it} />}
      <Stack mt="md">
        <Metrics id={id} />
        <Deliveries id={id} />
      </Stack>
    </>
  );
}

function Actions({ it }: { it: Subscription }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const testing = useAttempt();
  const rotating = useAttempt();
  const [open, set] = useState<'edit' | 'recover' | 'rotate' | 'delete' | null>(null);
  const [secret, show] = useState<string | null>(null);
  const path = { id: it.id };
  const refresh = () => queries.invalidateQueries({ queryKey: WEBHOOKS });
  const running = it.status === 'active';
  const sent = it.delivery === 'push';
  const pause = useMutation({
    mutationFn: () => asked(api.PATCH('/v1/webhook-subscriptions/{id}', { params: { path }, body: { paused: running } })),
    onSuccess: refresh,
  });
  const test = useMutation({
    mutationFn: () => asked(api.POST('/v1/webhook-subscriptions/{id}/test', { params: { path, header: testing.header } })),
    onSuccess: refresh,
    onSettled: (_, error) => testing.after(error),
  });
  const rotate = async () => {
    try {
      const made = await asked(api.POST('/v1/webhook-subscriptions/{id}/rotate-secret', { params: { path, header: rotating.header }, body: {} }));
      if (made.secret) show(made.secret);
      else await refresh();
      rotating.renew();
    } catch (error) {
      rotating.after(error as Error);
      throw error;
    }
  };
  const remove = async () => {
    await asked(api.DELETE('/v1/webhook-subscriptions/{id}', { params: { path } }));
    await navigate('/admin/webhooks');
    queries.removeQueries({ queryKey: [...WEBHOOKS, 'one', it.id] });
    await queries.invalidateQueries({ queryKey: [...WEBHOOKS, 'list'] });
  };
  const close = () => set(null);
  return (
    <>
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>{t('sendTest')}</Button>
        <Button size="xs" variant="default" onClick={() => set('edit')}>{t('edit')}</Button>
        {sent && <Button size="xs" variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>{t(running ? 'pause' : 'resume')}</Button>}
        {sent && <Button size="xs" variant="default" onClick={() => set('recover')}>{t('recover')}</Button>}
        {sent && <Button size="xs" variant="default" onClick={() => set('rotate')}>{t('rotate')}</Button>}
        <Button size="xs" variant="default" onClick={() => set('delete')}>{t('delete')}</Button>
        <Text size="sm" className="soft" role="status">{test.isSuccess && t('testSent')}</Text>
      </Group>
      {(test.error ?? pause.error) && <Failed error={test.error ?? pause.error} />}
      {open === 'edit' && <SubscriptionForm old={it} close={close} />}
      {open === 'recover' && <Recover of={it} close={close} />}
      {open === 'rotate' && <Sure mild title={t('rotate')} text={t('rotateSure')} action={rotate} close={close} />}
      {open === 'delete' && <Sure title={t('delete')} text={t('deleteWebhookSure', { name: it.url ?? it.id })} action={remove} close={close} />}
      {secret !== null && <Secret title={t('rotate')} warning={t('secretOnce')} lead={t('secretLead')} value={secret} close={() => show(null)} />}
    </>
  );
}

function Metrics({ id }: { id: string }) {
  const { t } = useSpeech();
  const metrics = useQuery({
    queryKey: [...WEBHOOKS, 'metrics', id],
    queryFn: () => asked(api.GET('/v1/webhook-subscriptions/{id}/metrics', { params: { path: { id } } })),
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <section className="card" aria-labelledby="metrics">
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="metrics">{t('metrics')}</Title>
        {metrics.isPending ? <Busy /> : metrics.isError ? <Failed error={metrics.error} again={() => void metrics.refetch()} /> : <Figures of={metrics.data} />}
      </Stack>
    </section>
  );
}

export function Figures({ of: { backlog, backlog_capped, recent } }: { of: WebhookMetrics }) {
  const { t } = useSpeech();
  const { deliveries, succeeded, failed, success_rate, latency_ms } = recent;
  const share = (n: number) => (deliveries === 0 ? 0 : (100 * n) / deliveries);
  const label = t('outcomes', { ok: succeeded, bad: failed, n: deliveries });
  return (
    <>
      <svg className="outcomes" role="img" aria-label={label}>
        <rect className="ok" width={`${share(succeeded)}%`} height="10" />
        <rect className="bad" x={`${share(succeeded)}%`} width={`${share(failed)}%`} height="10" />
      </svg>
      <div className="facts">
        <span>{label}</span>
        <span className="soft">{t('backlog')} <b>{backlog}{backlog_capped && '+'}</b></span>
        <span className="soft">{t('successRate')} <b>{success_rate === null ? '–' : `${Math.floor(success_rate * 1000) / 10} %`}</b></span>
        <span className="soft">{t('latency')} <b>{latency_ms ? `${latency_ms.p50} / ${latency_ms.p95} / ${latency_ms.p99} ms` : '–'}</b></span>
      </div>
    </>
  );
}
