import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, asked, type EventRate as Rate } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Failed } from './States';

const ASK_AGAIN_MS = 5_000;
const SPAN_MS = 10_000;
const SPANS = 60;
const STEP = 10;
const HEIGHT = 40;

/** How many events reach the workspace at the moment. */
export function EventRate() {
  const { t } = useSpeech();
  const rate = useQuery({ queryKey: ['event-rate'], queryFn: () => asked(api.GET('/v1/health-summary/event-rate')), refetchInterval: ASK_AGAIN_MS, staleTime: 0 });
  return (
    <section className="card" aria-labelledby="rate">
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="rate">{t('eventRate')}</Title>
        {rate.isPending ? <Busy /> : rate.isError ? <Failed error={rate.error} again={() => void rate.refetch()} /> : (
          <Group gap="lg" wrap="nowrap" align="center">
            <div className="whole">
              <Text fw={650} size="xl">{rate.data.last_minute}</Text>
              <Text size="xs" className="soft">{t('lastMinute')}</Text>
            </div>
            <Bars rate={rate.data} now={Date.now()} />
          </Group>
        )}
      </Stack>
    </section>
  );
}

export function Bars({ rate, now }: { rate: Rate; now: number }) {
  const { t } = useSpeech();
  const end = Math.floor(now / SPAN_MS) * SPAN_MS;
  const most = Math.max(...rate.data.map(({ events }) => events), 1);
  return (
    <svg className="days" viewBox={`0 0 ${SPANS * STEP} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('rateLabel', { n: rate.data.reduce((sum, { events }) => sum + events, 0) })}>
      <rect className="nothing" y={HEIGHT - 1} width={SPANS * STEP} height="1" />
      {rate.data.map(({ at, events }) => {
        const x = (SPANS - (end - Date.parse(at)) / SPAN_MS) * STEP;
        const height = Math.max((events / most) * HEIGHT, 2);
        return <rect key={at} x={x + 1} width={STEP - 2} y={HEIGHT - height} height={height} />;
      })}
    </svg>
  );
}
