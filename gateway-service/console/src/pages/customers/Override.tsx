import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked, fault, type Health } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { instantOf, typedOf } from '../../api/instant';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Refused } from '../../parts/Refused';
import { useFaultFocus } from '../../parts/useFaultFocus';

const WEEK_MS = 7 * 86_400_000;
const FIELDS = ['/score', '/reason', '/expires_at'];

/** Sets a customer's score by hand, for a while and for a reason, or takes that back. */
export function Override({ id, health, close }: { id: string; health: Health; close: () => void }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [score, setScore] = useState<number | string>(health.score ?? 50);
  const [reason, give] = useState('');
  const [until, end] = useState(() => typedOf(new Date(Date.now() + WEEK_MS)));
  const path = { id };
  const done = async () => {
    close();
    await Promise.all(['health', 'timeline', 'points', 'changes'].map((name) => queries.invalidateQueries({ queryKey: [name, id] })));
  };
  const save = useMutation({
    mutationFn: () => asked(api.POST('/v1/customers/{id}/health/override', { params: { path, header: attempt.header }, body: { score: Number(score), reason, expires_at: instantOf(until) ?? until } })),
    onError: attempt.after,
    onSuccess: done,
  });
  const back = useMutation({ mutationFn: () => asked(api.DELETE('/v1/customers/{id}/health/override', { params: { path } })), onSuccess: done });
  const error = save.error ?? back.error;
  const form = useFaultFocus(error);
  return (
    <Dialog opened onClose={close} title={t('setScore')}>
      <form ref={form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack>
          <Refused error={error} at={FIELDS} />
          <Text size="sm" className="soft">{t('setScoreLead')}</Text>
          <NumberInput data-autofocus label={t('score')} min={0} max={100} allowDecimal={false} value={score} onChange={setScore} error={fault(error, '/score')} />
          <TextInput label={t('reason')} value={reason} onChange={(event) => give(event.currentTarget.value)} error={fault(error, '/reason')} />
          <TextInput type="datetime-local" label={t('until')} value={until} onChange={(event) => end(event.currentTarget.value)} error={fault(error, '/expires_at')} />
          <Group justify="flex-end">
            {health.override && <Button variant="subtle" color="gray" loading={back.isPending} onClick={() => back.mutate()}>{t('takeBack')}</Button>}
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t('setScore')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
