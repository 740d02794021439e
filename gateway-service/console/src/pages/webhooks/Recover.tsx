import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, fault, type Subscription } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { instantOf, typedOf } from '../../api/instant';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/States';
import { WEBHOOKS } from './SubscriptionForm';

const ASK_AGAIN_MS = 1_000;
const DAY_MS = 86_400_000;

/** Sends again what failed or was missed since a time, and says how far that is. */
export function Recover({ of, close }: { of: Subscription; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [since, set] = useState(() => typedOf(of.failing_since ? new Date(of.failing_since) : new Date(Date.now() - DAY_MS)));
  const begin = useMutation({
    mutationFn: () => asked(api.POST('/v1/webhook-subscriptions/{id}/recover', { params: { path: { id: of.id }, header: attempt.header }, body: { since: instantOf(since) ?? since } })),
    onSettled: (_, error) => attempt.after(error),
  });
  const recovery = useQuery({
    queryKey: [...WEBHOOKS, 'recovery', begin.data?.id],
    enabled: begin.isSuccess,
    queryFn: async () => {
      const found = await asked(api.GET('/v1/webhook-subscriptions/{id}/recoveries/{recovery_id}', { params: { path: { id: of.id, recovery_id: begin.data?.id ?? '' } } }));
      if (found.state === 'completed') await queries.invalidateQueries({ queryKey: [...WEBHOOKS, 'deliveries', of.id] });
      return found;
    },
    refetchInterval: (query) => (query.state.data?.state === 'completed' ? false : ASK_AGAIN_MS),
  });
  const done = recovery.data?.state === 'completed';
  const wrong = fault(begin.error, '/since');
  return (
    <Dialog opened onClose={close} title={t('recover')}>
      <form onSubmit={(event) => { event.preventDefault(); begin.mutate(); }}>
        <Stack>
          {begin.error && !wrong && <Failed error={begin.error} />}
          {recovery.error && <Failed error={recovery.error} />}
          <Text size="sm">{t('recoverLead')}</Text>
          <TextInput type="datetime-local" label={t('since')} value={since} error={wrong} required onChange={(event) => set(event.currentTarget.value)} data-autofocus />
          <Text size="sm" role="status">{recovery.data && t(done ? 'recoveredDeliveries' : 'recoveringDeliveries', { n: recovery.data.recovered })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t(done ? 'close' : 'cancel')}</Button>
            {!done && <Button type="submit" loading={begin.isPending || (begin.isSuccess && !recovery.error)}>{t('recover')}</Button>}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
