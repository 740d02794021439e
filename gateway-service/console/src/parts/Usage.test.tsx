import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CustomerUsage } from '../api/client';
import { Box } from './Beside';
import { Days } from './Usage';

const usage: CustomerUsage = {
  customer_id: '0', days: [{ day: '2026-11-22', events: 0, users: 0, features: 0 }, { day: '2026-11-23', events: 8, users: 3, features: 2 }],
  daily_active_users: 1.5, monthly_active_users: 3, stickiness: 0.5, events_of_week: 8, events_of_week_before: 10, trend: -0.2,
};

it('draws a bar for each day, also for one on which nothing happened', () => {
  const { container } = render(<MantineProvider><Days usage={usage} /></MantineProvider>);

  expect(screen.getByRole('img', { name: '8 events in 2 days' })).toBeTruthy();
  expect([...container.querySelectorAll('rect')].map((bar) => bar.getAttribute('height'))).toEqual(['1', '72']);
  expect(screen.getByText('50%')).toBeTruthy();
  expect(screen.getByText('-20%')).toBeTruthy();
});

it('puts a customer beside the middle half of the others', () => {
  const measure = { own: 52, customers: 40, lower_quartile: 44, median: 58, upper_quartile: 71, below: 0.35 };
  const { container } = render(<MantineProvider><Box name="Score" measure={measure} most={100} shown={String} /></MantineProvider>);

  expect(screen.getByRole('img', { name: 'Score: 52; a quarter has less than 44, half less than 58, three quarters less than 71' })).toBeTruthy();
  expect(container.querySelector('circle')?.getAttribute('cx')).toBe('52%');
  expect(container.querySelector('.half')?.getAttribute('width')).toBe('27%');
  expect(screen.getByText('More than 35% of them')).toBeTruthy();
});

it('says so where nobody has a value', () => {
  const measure = { own: null, customers: 0, lower_quartile: null, median: null, upper_quartile: null, below: null };
  render(<MantineProvider><Box name="ARR" measure={measure} most={0} shown={String} /></MantineProvider>);

  expect(screen.getByText(/^ARR: /)).toBeTruthy();
});
