import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useSpeech } from '../i18n';
import { Dialog } from './Dialog';

/** What is shown this once: a click beside it does not close it. */
export function Secret({ title, warning, lead, value, close }: { title: string; warning: string; lead?: string; value: string; close: () => void }) {
  const { t } = useSpeech();
  const clipboard = useClipboard();
  return (
    <Dialog opened onClose={close} title={title} size="lg" closeOnClickOutside={false}>
      <Stack>
        <Alert color="yellow" variant="outline">{warning}</Alert>
        {lead && <Text size="sm">{lead}</Text>}
        <Group wrap="nowrap">
          <code className="mono" data-testid="secret">{value}</code>
          <Button variant="default" onClick={() => clipboard.copy(value)}>{clipboard.copied ? t('copied') : t('copy')}</Button>
        </Group>
        <Group justify="flex-end"><Button onClick={close}>{t('done')}</Button></Group>
      </Stack>
    </Dialog>
  );
}
