import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { instantOf, typedOf } from '../../api/instant';
import { waitsOf } from './SubscriptionForm';
import { Figures } from './SubscriptionPage';

it('takes waits in whole seconds only, and none for the usual ones', () => {
  expect(waitsOf('5, 300')).toEqual([5, 300]);
  expect(waitsOf('  ')).toBeNull();
  for (const wrong of ['0', '86401', '1.5', '5,,6', 'x', Array(21).fill('1').join(',')]) expect(waitsOf(wrong), wrong).toBeUndefined();
});

it('sends a filter by time only once it is a time', () => {
  expect(instantOf('')).toBeUndefined();
  expect(instantOf('2026-11')).toBe('2026-11-01T00:00:00.000Z');
  expect(instantOf('soon')).toBeUndefined();
});

it('begins a recovery with a time that the browser can show', () => {
  const at = new Date('2026-11-23T09:30:45Z');
  expect(typedOf(at)).toMatch(/^2026-11-2[234]T\d\d:30$/);
  expect(instantOf(typedOf(at))).toBe('2026-11-23T09:30:00.000Z');
});

it('never rounds a rate up to all, and says the chart in words', () => {
  const recent = { deliveries: 2000, succeeded: 1999, failed: 1, attempts: 2000, success_rate: 0.9996, latency_ms: { p50: 1, p95: 2, p99: 3 } };
  const { container } = render(<MantineProvider><Figures of={{ subscription_id: '0', backlog: 10_000, backlog_capped: true, oldest_pending_at: null, recent }} /></MantineProvider>);

  expect(screen.getByText('99.9 %')).toBeTruthy();
  expect(screen.getByText('10000+')).toBeTruthy();
  expect(screen.getByRole('img', { name: '1999 succeeded, 1 failed, of 2000 deliveries' })).toBeTruthy();
  expect(container.querySelector('.bad')?.getAttribute('x')).toBe('99.95%');
});
