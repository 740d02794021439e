import { Alert, Anchor, Button, Loader, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ProblemError } from '../api/client';
import { useSpeech } from '../i18n';

export function Busy() {
  const { t } = useSpeech();
  return (
    <div className="centre" role="status" aria-label={t('loading')}>
      <Loader size="sm" />
    </div>
  );
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useSpeech();
  const id = error instanceof ProblemError ? error.requestId : undefined;
  return (
    <Alert color="red" title={t('wrong')} role="alert" m="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{error instanceof Error ? error.message : String(error)}</Text>
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
