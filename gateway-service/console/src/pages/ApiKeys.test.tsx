import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { en } from '../i18n/en';
import { es } from '../i18n/es';
import { ScorePill, ScoreRing } from '../parts/Score';
import { answer, page, pick, sent, show } from '../testing/page';
import ApiKeys, { stateOf } from './ApiKeys';

it('calls a key expired from the very instant on', () => {
  const key = { revoked_at: null, expires_at: '2026-01-01T00:00:00Z' };
  const instant = Date.parse(key.expires_at);

  expect(stateOf(key, instant - 1)).toBe('active');
  expect(stateOf(key, instant)).toBe('expired');
  expect(stateOf({ ...key, revoked_at: '2025-12-01T00:00:00Z' }, instant)).toBe('revoked');
});

it('says a band in words and not only in colour', () => {
  render(<MantineProvider><ScorePill score={52} band="neutral" /><ScoreRing score={52} band="neutral" /></MantineProvider>);

  expect(screen.getByText('Neutral')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Score 52, Neutral' })).toBeTruthy();
});

it('has the same gaps in both languages', () => {
  const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const word of Object.keys(en) as (keyof typeof en)[]) expect(gaps(es[word]), word).toEqual(gaps(en[word]));
});

it('replaces a key by one with a new secret, which is shown once', async () => {
  const key = { id: 'k', name: 'quickstart', prefix: 'lealup_sk_test_', last_four: 'abcd', scopes: ['customers:read'], allow_list: [], created_by: { id: 'u', email: 'ana@acme.example' }, created_at: '2026-11-29T10:00:00Z', expires_at: null, revoked_at: null, last_used_at: null, supersedes: null, superseded_by: null };
  answer('GET /v1/api-keys', page([key, { ...key, id: 'old', name: 'replaced', superseded_by: 'k' }]));
  answer('POST /v1/api-keys/k/rotate', { status: 201, body: { ...key, key: 'lealup_sk_test_new' } });
  show(<ApiKeys />);

  fireEvent.click(await screen.findByRole('button', { name: 'Rotate quickstart' }));
  expect(screen.queryByRole('button', { name: 'Rotate replaced' })).toBeNull();
  pick('The old one goes on for', '1 hour');
  fireEvent.click(screen.getByRole('button', { name: 'Rotate' }));

  expect((await screen.findByTestId('secret')).textContent).toBe('lealup_sk_test_new');
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ overlap_hours: 1 });
});
