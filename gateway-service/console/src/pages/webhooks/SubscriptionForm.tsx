import { Button, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, fault, ProblemError, type Subscription } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Secret } from '../../parts/Secret';
import { Busy, Failed } from '../../parts/States';
import { useFaultFocus } from '../../parts/useFaultFocus';
import { useSegments } from '../segments/useSegments';

export const WEBHOOKS = ['webhooks'];
/** Sent when asked for, whatever a subscription is for. */
export const TEST = 'webhook.test';

export function useCatalogue() {
  return useQuery({ queryKey: ['webhook-events'], queryFn: () => asked(api.GET('/v1/webhook-events')), staleTime: Infinity });
}

/** Seconds as typed; null for the usual ones, undefined for what cannot be a schedule. */
export function waitsOf(typed: string): number[] | null | undefined {
  if (typed.trim() === '') return null;
  const waits = typed.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : NaN));
  return waits.length <= 20 && waits.every((wait) => wait >= 1 && wait <= 86_400) ? waits : undefined;
}

const BANDS = ['healthy', 'neutral', 'at_risk'] as const;
type Band = (typeof BANDS)[number];

/** Creates a subscription, or edits the one given. */
export function SubscriptionForm({ old, close }: { old?: Subscription; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const catalogue = useCatalogue();
  const [url, setUrl] = useState(old?.url ?? '');
  const [events, setEvents] = useState<string[]>(old?.events ?? ['*']);
  const [description, setDescription] = useState(old?.description ?? '');
  const [customer, setCustomer] = useState(old?.filters.customer_id ?? '');
  const [waits, setWaits] = useState(old?.retry_schedule?.join(', ') ?? '');
  const [band, setBand] = useState<Band | null>((old?.filters.health_status as Band | undefined) ?? null);
  const [revenue, setRevenue] = useState<number | string>(old?.filters.min_arr ?? '');
  const [segment, setSegment] = useState<string | null>(old?.filters.segment_id ?? null);
  const segments = useSegments();
  const [rate, setRate] = useState<number | string>(old?.rate_limit ?? '');
  const [ordered, setOrdered] = useState(old?.ordered ?? false);
  const [polled, setPolled] = useState(old?.delivery === 'poll');
  const [asymmetric, setAsymmetric] = useState(false);
  const schedule = waitsOf(waits);
  const save = useMutation({
    mutationFn: () => {
      const filters = {
        ...(customer.trim() ? { customer_id: customer.trim() } : {}),
        ...(band ? { health_status: band } : {}),
        ...(revenue === '' ? {} : { min_arr: Number(revenue) }),
        ...(segment ? { segment_id: segment } : {}),
      };
      const sending = polled ? {} : { url: url.trim(), retry_schedule: schedule ?? null, rate_limit: rate === '' ? null : Number(rate), ordered };
      const asNew = old ? {} : { delivery: polled ? 'poll' as const : 'push' as const, ...(polled || !asymmetric ? {} : { signature: 'v1a' as const }) };
      const body = { events, filters, ...sending, ...asNew };
      return old
        ? asked(api.PATCH('/v1/webhook-subscriptions/{id}', { params: { path: { id: old.id } }, body: { ...body, description: description.trim() || null } }))
        : asked(api.POST('/v1/webhook-subscriptions', { params: { header: attempt.header }, body: { ...body, ...(description.trim() ? { description: description.trim() } : {}) } }));
    },
    onSuccess: async (made) => { await queries.invalidateQueries({ queryKey: WEBHOOKS }); if (!made.secret) close(); },
    onError: attempt.after,
  });
  const form = useFaultFocus(save.error);
  const title = t(old ? 'editWebhook' : 'newWebhook');
  if (save.data?.secret) return <Secret title={title} warning={t('secretOnce')} lead={t('secretLead')} value={save.data.secret} close={close} />;
  const error = save.error;
  const all = events.includes('*');
  return (
    <Dialog opened onClose={close} title={title} size="lg">
      <form ref={form} onSubmit={(event) => { event.preventDefault(); if (schedule !== undefined) save.mutate(); }}>
        <Stack>
          {error && !(error instanceof ProblemError && error.fields.length > 0) && <Failed error={error} />}
          {!old && <Checkbox label={t('polled')} description={t('polledHint')} checked={polled} onChange={(event) => setPolled(event.currentTarget.checked)} />}
          {!polled && <TextInput data-autofocus type="url" label={t('url')} description={t('urlHint')} required value={url} onChange={(event) => setUrl(event.currentTarget.value)} error={fault(error, '/url')} />}
          {catalogue.isPending ? <Busy /> : catalogue.isError ? <Failed error={catalogue.error} again={() => void catalogue.refetch()} /> : (
            <Checkbox.Group label={t('events')} value={events} onChange={setEvents} error={fault(error, '/events')}>
              <Stack gap={9} mt={8}>
                <Checkbox value="*" label={t('allEvents')} />
                {catalogue.data.data.filter((event) => event.type !== TEST).map((event) => (
                  <Checkbox key={event.type} value={event.type} label={event.type} disabled={all && !event.opt_in}
                    description={event.opt_in ? `${event.description} (${t('optIn')})` : event.description} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <TextInput label={t('description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} error={fault(error, '/description')} />
          <TextInput label={t('onlyCustomer')} description={t('onlyCustomerHint')} value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} error={fault(error, '/filters/customer_id')} />
          <Group grow align="start">
            <Select clearable label={t('onlyBand')} data={BANDS.map((value) => ({ value, label: t(value) }))} value={band} onChange={(value) => setBand(value as Band | null)} error={fault(error, '/filters/health_status')} />
            <NumberInput label={t('onlyRevenue')} min={0} decimalScale={2} value={revenue} onChange={setRevenue} error={fault(error, '/filters/min_arr')} />
          </Group>
          <Select clearable searchable label={t('onlySegment')} data={(segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} value={segment} onChange={setSegment} error={fault(error, '/filters/segment_id')} />
          {!polled && <NumberInput label={t('rateLimit')} description={t('rateLimitHint')} min={1} max={1000} allowDecimal={false} value={rate} onChange={setRate} error={fault(error, '/rate_limit')} />}
          {!polled && <Checkbox label={t('inOrder')} description={t('inOrderHint')} checked={ordered} onChange={(event) => setOrdered(event.currentTarget.checked)} />}
          {!polled && !old && <Checkbox label={t('v1a')} description={t('v1aHint')} checked={asymmetric} onChange={(event) => setAsymmetric(event.currentTarget.checked)} />}
          {!polled && <TextInput label={t('waits')} description={t('waitsHint')} value={waits} onChange={(event) => setWaits(event.currentTarget.value)}
            error={schedule === undefined ? t('waitsWrong') : fault(error, '/retry_schedule')} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending} disabled={events.length === 0}>{t(old ? 'save' : 'createWebhook')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
