import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSpeech } from '../../i18n';
import { Code } from '../../parts/Code';
import { Failed } from '../../parts/States';
import { curl } from './curl';

export type Ran = object | undefined;
type Word = 'g_verify' | 'g_customer' | 'g_events' | 'g_health' | 'g_timeline' | 'g_cleanup';

/** A request of the guide. It is ready once the ids in it are known. */
export type Call = {
  word: Word; may: boolean; ready: boolean; method: 'GET' | 'POST' | 'DELETE'; path: string; headers?: Record<string, string>; body?: object; shows?: string;
  run: () => Promise<Ran>;
};

/** A request to copy for a shell, and to send with the session of whoever reads it. */
export function GuideStep({ call }: { call: Call }) {
  const { t } = useSpeech();
  const clipboard = useClipboard();
  const run = useMutation({ mutationFn: call.run });
  const text = curl(call);
  const title = t(call.word);
  return (
    <li className="card">
      <Title order={2} size="h5">{title}</Title>
      <Text size="sm">{t(`${call.word}Lead`)}</Text>
      <pre className="code" tabIndex={0} role="region" aria-label={title}>{text}</pre>
      <Group gap="xs" mt={8}>
        <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} disabled={!call.may || !call.ready} loading={run.isPending} onClick={() => run.mutate()} aria-label={`${t('run')}: ${title}`}>{t('run')}</Button>
        <Button size="xs" variant="default" onClick={() => clipboard.copy(text)} aria-label={`${t('copy')}: ${title}`}>{t(clipboard.copied ? 'copied' : 'copy')}</Button>
        {!call.may ? <Text size="xs" className="soft">{t('g_noRight')}</Text> : !call.ready && <Text size="xs" className="soft">{t('g_first')}</Text>}
        <Text size="sm" className="soft" role="status">{run.isSuccess && t(run.data ? 'g_answered' : 'g_noBody')}</Text>
        {call.shows && call.ready && <Anchor component={Link} to={call.shows} size="sm">{t('showIt')}</Anchor>}
      </Group>
      {run.data && <Code title={t('answer')} text={JSON.stringify(run.data, null, 2)} />}
      {run.error && <Failed error={run.error} />}
    </li>
  );
}
