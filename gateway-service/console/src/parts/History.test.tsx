import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { HealthChange } from '../api/client';
import { Chart, Parts } from './History';

const before = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const change = {
  id: '0', at: before(0.5), cause: 'behaviour', score_before: 52, score: 47, exact_before: 52.9, exact_after: 47.4, status_before: 'neutral', status: 'at_risk', model_version: 1,
  contributions: [{ dimension: 'support', signal: 'open_tickets', cause: 'behaviour', points: -6 }, { dimension: 'usage', signal: 'recency', cause: 'time', points: 0.5 }], reason: 'Fell.',
} as HealthChange;

it('draws a score as steps and says in words between what it moved', () => {
  const points = [{ at: before(2), score: 61, exact: 61.2, status: 'neutral', model_version: 1 }, { at: before(1), score: 52, exact: 52.9, status: 'neutral', model_version: 1 }] as const;
  const now = { ...change, cause: 'model', at: new Date().toISOString(), model_version: 2 } as HealthChange;
  const { container } = render(<Chart points={[...points]} changes={[now, change]} marks={[now]} bands={{ healthy: 70, neutral: 50 }} />);

  expect(screen.getByRole('img', { name: /^Score between 47 and 61 since / })).toBeTruthy();
  expect(container.querySelector('path')?.getAttribute('d')).toMatch(/^M28\.0,65\.7H[\d.]+V79\.0(H[\d.]+V86\.4)+H720$/);
  expect(screen.getByText('Model version 2')).toBeTruthy();
});

it('says so when there is nothing to draw', () => {
  render(<MantineProvider><Chart points={[]} changes={[]} marks={[]} bands={{ healthy: 70, neutral: 50 }} /></MantineProvider>);

  expect(screen.getByText('No score in this time')).toBeTruthy();
});

it('shows what each signal took away or added', () => {
  const { container } = render(<Parts change={change} />);

  expect(screen.getByText('Support · open tickets')).toBeTruthy();
  expect(screen.getByText('-6.00')).toBeTruthy();
  expect(screen.getByText('+0.50')).toBeTruthy();
  expect(container.querySelector('.bad')?.getAttribute('width')).toBe('50%');
});
