import { Alert, Button, Stack, Text } from '@mantine/core';
import { useSpeech } from '../i18n';

/** Somebody else was quicker: takes over what they changed. What is typed stays, unless it has to be discarded. */
export function Stale({ take, busy, discard = false }: { take: () => void; busy: boolean; discard?: boolean }) {
  const { t } = useSpeech();
  return (
    <Alert color="yellow" variant="outline" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" fw={600}>{t('stale')}</Text>
        <Text size="sm">{t(discard ? 'staleDiscards' : 'staleLead')}</Text>
        {/* Where the form was sent from, this may be out of sight. */}
        <Button autoFocus size="xs" variant="default" loading={busy} onClick={take}>{t('takeTheirs')}</Button>
      </Stack>
    </Alert>
  );
}
