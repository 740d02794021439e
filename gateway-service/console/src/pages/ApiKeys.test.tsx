import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { en } from '../i18n/en';
import { es } from '../i18n/es';
import { ScorePill, ScoreRing } from '../parts/Score';
import { stateOf } from './ApiKeys';

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
