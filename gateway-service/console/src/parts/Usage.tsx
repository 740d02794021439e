import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, asked, type CustomerUsage } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Failed } from './States';

const WIDTH = 720;
const HEIGHT = 72;
const GAP = 3;
const ASK_AGAIN_MS = 30_000;

/** How much a customer uses the product: events by day, and what they come to. */
export function Usage({ id, scored }: { id: string; scored: string | null }) {
  const { t } = useSpeech();
  const usage = useQuery({ queryKey: ['usage', id, scored], queryFn: () => asked(api.GET('/v1/customers/{id}/usage', { params: { path: { id } } })), refetchInterval: ASK_AGAIN_MS });
  return (
    <section className="card" aria-labelledby="use">
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="use">{t('use')}</Title>
        {usage.isPending ? <Busy /> : usage.isError ? <Failed error={usage.error} again={() => void usage.refetch()} /> : <Days usage={usage.data} />}
      </Stack>
    </section>
  );
}

export function Days({ usage }: { usage: CustomerUsage }) {
  const { t, day, share } = useSpeech();
  const most = Math.max(...usage.days.map(({ events }) => events), 1);
  const step = WIDTH / usage.days.length;
  const events = usage.days.reduce((sum, one) => sum + one.events, 0);
  return (
    <>
      <svg className="days" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('useLabel', { n: events, days: usage.days.length })}>
        {usage.days.map((one, i) => {
          const height = one.events === 0 ? 1 : Math.max((one.events / most) * HEIGHT, 2);
          return (
            <rect key={one.day} x={i * step} y={HEIGHT - height} width={step - GAP} height={height} rx="2" className={one.events === 0 ? 'nothing' : undefined}>
              <title>{t('useOfDay', { day: day(one.day), events: one.events, users: one.users, features: one.features })}</title>
            </rect>
          );
        })}
      </svg>
      <Group gap="lg">
        <Figure name={t('dau')} value={String(usage.daily_active_users)} />
        <Figure name={t('mau')} value={String(usage.monthly_active_users)} />
        <Figure name={t('stickiness')} value={usage.stickiness === null ? '–' : share(usage.stickiness)} />
        <Figure name={t('weekTrend')} value={usage.trend === null ? '–' : `${usage.trend > 0 ? '+' : ''}${share(usage.trend)}`} />
      </Group>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return <Text size="sm" className="soft">{name} <b>{value}</b></Text>;
}
