import { Alert, Anchor, Button, Loader, Stack, Text, Title } from '@mantine/core';
import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { ProblemError, Unreachable } from '../api/client';
import { ASK_AGAIN_MS, isAway } from '../api/patience';
import { useSpeech } from '../i18n';

export function Busy() {
  const { t } = useSpeech();
  const patient = useIsFetching({ predicate: ({ state }) => isAway(state.fetchFailureReason) }) > 0;
  return (
    <Stack className="centre" role="status" aria-label={t('loading')} gap="xs">
      <Loader size="sm" />
      {patient && <Text size="sm" className="soft">{t('stillWaiting')}</Text>}
    </Stack>
  );
}

/** An error. Where somebody is away it is tried again by itself, too. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useSpeech();
  const latest = useRef(again);
  latest.current = again;
  const away = isAway(error);
  useEffect(() => {
    if (!away) return undefined;
    const asking = window.setInterval(() => latest.current?.(), ASK_AGAIN_MS);
    return () => window.clearInterval(asking);
  }, [away]);
  const id = error instanceof ProblemError ? error.requestId : undefined;
  return (
    <Alert color="red" title={t('wrong')} role="alert" m="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{error instanceof Unreachable ? t('unreachable') : error instanceof Error ? error.message : String(error)}</Text>
        {id && <Text size="xs">{t('request', { id })}</Text>}
        {again && <Button size="xs" variant="default" onClick={again}>{t('again')}</Button>}
      </Stack>
    </Alert>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack gap={4} align="center" py={48} ta="center">
      <Text fw={600}>{title}</Text>
      {children && <Text size="sm" className="soft">{children}</Text>}
    </Stack>
  );
}

export function NotFound() {
  const { t } = useSpeech();
  return (
    <Stack p="xl" gap="xs">
      <Title order={1} size="h3">{t('notFound')}</Title>
      <Anchor component={Link} to="/customers">{t('back')}</Anchor>
    </Stack>
  );
}
