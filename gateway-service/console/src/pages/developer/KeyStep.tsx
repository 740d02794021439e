import { Anchor, Button, Group, PasswordInput, Text, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, asked } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Failed } from '../../parts/States';
import { useMay } from '../../session';

const SCOPES = ['customers:write', 'customers:read', 'events:write', 'health:read'] as const;

/** The key of the guide: made here, or pasted. It stays in this page and is sent nowhere. */
export function KeyStep() {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const makes = useMay('api_keys:write');
  const attempt = useAttempt();
  const clipboard = useClipboard();
  const [key, keep] = useState('');
  const create = useMutation({
    mutationFn: () => asked(api.POST('/v1/api-keys', { params: { header: attempt.header }, body: { name: 'quickstart', scopes: [...SCOPES], expires: '7' } })),
    onError: attempt.after,
    onSuccess: (made) => {
      keep(made.key);
      attempt.renew();
      void queries.invalidateQueries({ queryKey: ['api-keys'] });
    },
  });
  const text = `export LEALUP_KEY="${key.trim() || 'lealup_sk_…'}"\nexport LEALUP_BASE="${window.location.origin}"`;
  return (
    <li className="card">
      <Title order={2} size="h5">{t('g_key')}</Title>
      <Text size="sm">{t('g_keyLead')} {makes && <Anchor component={Link} to="/admin/api-keys" size="sm" underline="always">{t('apiKeys')}</Anchor>}</Text>
      <PasswordInput mt={8} maw={520} label={t('g_ownKey')} autoComplete="off" value={key} onChange={(event) => keep(event.currentTarget.value)} placeholder="lealup_sk_…" visibilityToggleButtonProps={{ 'aria-label': t('showKey') }} />
      <pre className="code" tabIndex={0} role="region" aria-label={t('g_key')}>{text}</pre>
      <Group gap="xs" mt={8}>
        {makes && <Button size="xs" loading={create.isPending} onClick={() => create.mutate()}>{t('g_makeKey')}</Button>}
        <Button size="xs" variant="default" onClick={() => clipboard.copy(text)} aria-label={`${t('copy')}: ${t('g_key')}`}>{t(clipboard.copied ? 'copied' : 'copy')}</Button>
        <Text size="sm" className="soft" role="status">{create.isSuccess && t('keyOnce')}</Text>
      </Group>
      {create.error && <Failed error={create.error} />}
    </li>
  );
}
