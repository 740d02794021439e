import { Anchor, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { api, asked } from '../api/client';
import { useSpeech } from '../i18n';
import { useMay, useSession } from '../session';
import { type Call, GuideStep, type Ran } from './developer/GuideStep';
import { KeyStep } from './developer/KeyStep';

const DOCUMENTS = [['/docs', 'docs'], ['/v1/openapi.json', 'openapi'], ['/v1/asyncapi.json', 'asyncapi']] as const;
const stamp = () => Date.now().toString(36);

/** The guide with this workspace's own addresses and ids: each request to copy, and to run here. */
export default function Developer() {
  const { t } = useSpeech();
  const me = useSession().data?.user;
  // Another visit is another customer: its requests are no retries of the last visit's.
  const [visit] = useState(stamp);
  const [id, keep] = useState('');
  const steps = useGuide(me?.email ?? '', visit, id, keep);
  return (
    <>
      <Title order={1} size="h3">{t('developer')}</Title>
      <Text size="sm" className="soft">{t('developerLead')}</Text>
      <nav aria-label={t('documents')} className="facts documents">
        {DOCUMENTS.map(([address, word]) => <Anchor key={address} href={address} size="sm">{t(word)}</Anchor>)}
      </nav>
      <ol className="guide">
        <KeyStep />
        {steps.map((call) => <GuideStep key={call.word} call={call} />)}
      </ol>
    </>
  );
}

function useGuide(email: string, visit: string, id: string, keep: (id: string) => void): Call[] {
  const reads = useMay('customers:read');
  const writes = useMay('customers:write');
  const sends = useMay('events:write');
  const sees = useMay('health:read');
  const [at] = useState(() => new Date().toISOString());
  const domain = `acme-${visit}.example`;
  const customer = { name: 'Acme Corp (test)', email_domain: domain, arr: 50000, owner_email: email, status: 'active' as const };
  const events = { events: [
    { customer_id: id, user_email: `bo@${domain}`, event_name: 'report_exported', timestamp: at, properties: { report_type: 'quarterly', format: 'pdf' } as never },
    { customer_id: id, user_email: `bo@${domain}`, event_name: 'dashboard_viewed', timestamp: at },
  ] };
  const made = { 'Idempotency-Key': `quickstart-acme-${visit}` };
  const sent = { 'Idempotency-Key': `quickstart-event-${visit}` };
  const path = { id };
  return [
    { word: 'g_verify', may: true, ready: true, method: 'GET', path: '/v1/users/me', run: () => asked(api.GET('/v1/users/me')) },
    {
      word: 'g_customer', may: writes, ready: true, method: 'POST', path: '/v1/customers', headers: made, body: customer,
      run: async (): Promise<Ran> => {
        const answer = await asked(api.POST('/v1/customers', { params: { header: made }, body: customer }));
        keep(answer.id);
        return answer;
      },
    },
    { word: 'g_events', may: sends, ready: id !== '', method: 'POST', path: '/v1/events', headers: sent, body: events, run: () => asked(api.POST('/v1/events', { params: { header: sent }, body: events })) },
    { word: 'g_health', may: sees, ready: id !== '', method: 'GET', path: `/v1/customers/${id}/health`, run: () => asked(api.GET('/v1/customers/{id}/health', { params: { path } })) },
    { word: 'g_timeline', may: reads, ready: id !== '', method: 'GET', path: `/v1/customers/${id}/timeline`, shows: `/customers/${id}`, run: () => asked(api.GET('/v1/customers/{id}/timeline', { params: { path } })) },
    { word: 'g_cleanup', may: writes, ready: id !== '', method: 'DELETE', path: `/v1/customers/${id}`, run: () => asked(api.DELETE('/v1/customers/{id}', { params: { path } })) },
  ];
}
