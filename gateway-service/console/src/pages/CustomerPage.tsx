import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, asked, type Health, ProblemError } from '../api/client';
import { isAway } from '../api/patience';
import { useSpeech } from '../i18n';
import { Beside } from '../parts/Beside';
import { Contacts } from '../parts/Contacts';
import { History } from '../parts/History';
import { ScoreRing } from '../parts/Score';
import { Busy, Failed, NotFound } from '../parts/States';
import { useNames } from '../parts/useNames';
import { Usage } from '../parts/Usage';
import { useMay, useMayChange } from '../session';
import { Actions } from './customers/Actions';
import { Override } from './customers/Override';
import { Timeline } from './customers/Timeline';
import { useDefinitions } from './customers/useDefinitions';

// The timeline's stream tells of changes; this is for what it may have missed.
const MAKE_SURE_MS = 10_000;

export default function CustomerPage() {
  const { id = '' } = useParams();
  const { t, money, time } = useSpeech();
  const path = { params: { path: { id } } };
  const customer = useQuery({ queryKey: ['customer', id], queryFn: () => asked(api.GET('/v1/customers/{id}', path)) });
  const health = useQuery({ queryKey: ['health', id], queryFn: () => asked(api.GET('/v1/customers/{id}/health', path)), refetchInterval: MAKE_SURE_MS });
  const definitions = useDefinitions();
  const mayChange = useMayChange();
  const sets = useMay('health:write');
  const [setting, set] = useState(false);
  if (customer.isPending) return <Busy />;
  // What is shown, and what is typed over it, outlasts a time without answers.
  if (customer.data === undefined || (customer.isError && !isAway(customer.error))) {
    const unknown = customer.error instanceof ProblemError && (customer.error.status === 404 || customer.error.status === 400);
    return unknown ? <NotFound /> : <Failed error={customer.error} again={() => void customer.refetch()} />;
  }
  const it = customer.data;
  const band = health.data?.status ?? null;
  const label = (key: string) => definitions.data?.find((one) => one.key === key)?.label ?? key;
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">← {t('customers')}</Anchor>
      <div className="customer-head">
        <ScoreRing score={health.data?.score ?? null} band={band} />
        <div>
          <Group gap="sm" align="baseline">
            <Title order={1} size="h2" title={it.name}>{it.name}</Title>
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
      </div>
      <div className="columns">
        <Stack gap="md">
          {health.data?.updated_at && <History id={id} scored={health.data.updated_at} />}
          <Usage id={id} scored={health.data?.updated_at ?? null} />
          <Timeline key={id} id={id} />
        </Stack>
        <Stack gap="md">
          <section className="card" aria-labelledby="dimensions">
            <Stack p="md" gap="sm">
              <Group justify="space-between">
                <Title order={2} size="h5" id="dimensions">{t('dimensions')}</Title>
                {sets && health.data && <Button size="compact-xs" variant="subtle" onClick={() => set(true)}>{t('setScore')}</Button>}
              </Group>
              {health.isError ? <Failed error={health.error} again={() => void health.refetch()} /> : health.data && <Dimensions health={health.data} />}
            </Stack>
          </section>
          <Beside customer={it} score={health.data?.score ?? null} />
          <Contacts id={id} changes={mayChange(it)} />
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
      {setting && health.data && <Override id={id} health={health.data} close={() => set(false)} />}
    </>
  );
}

function Renewal({ date }: { date: string | null }) {
  const { t } = useSpeech();
  if (!date) return t('noRenewal');
  const n = Math.ceil((Date.parse(date) - Date.now()) / 86_400_000);
  return n < 0 ? t('renewedAgo', { n: -n }) : t('renewsIn', { n });
}

function Dimensions({ health }: { health: Health }) {
  const { t, time } = useSpeech();
  const { dimension } = useNames();
  const change = (n: number | null | undefined) => (n === null || n === undefined ? '–' : n > 0 ? `+${n}` : String(n));
  return (
    <>
      {Object.entries(health.dimensions).map(([name, { value, weight }]) => {
        return (
          <div key={name}>
            <Group justify="space-between" mb={4}>
              <Text size="sm" fw={500}>{dimension(name)} <span className="soft">{t('weight', { n: `${Math.round(weight * 100)} %` })}</span></Text>
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
