import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSpeech } from '../i18n';
import { Dialog } from './Dialog';
import { Failed } from './States';

/** Asks before something is done, and stays open with the reason when it is refused. */
export function Sure({ title, text, action, close, mild = false }: { title: string; text: string; action: () => Promise<unknown>; close: () => void; mild?: boolean }) {
  const { t } = useSpeech();
  const act = useMutation({ mutationFn: action, onSuccess: close });
  return (
    <Dialog opened onClose={close} title={title}>
      <Stack>
        {act.error && <Failed error={act.error} />}
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>{t('cancel')}</Button>
          <Button {...(mild ? {} : { color: 'red.9' })} loading={act.isPending} onClick={() => act.mutate()}>{title}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
