import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answer, page, sent } from '../testing/page';
import { api, asked, ProblemError, Unreachable } from '../api/client';
import { ASK_AGAIN_MS, isAskedAgain, wait } from '../api/patience';
import { Busy, Failed } from './States';

function Asking() {
  const list = useQuery({ queryKey: ['users'], queryFn: () => asked(api.GET('/v1/users')) });
  return list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : <p>answered</p>;
}

const away = { status: 503, body: { detail: 'It cannot be reached right now.', code: 'unavailable' } };
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function ask() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: isAskedAgain, retryDelay: wait } } });
  render(<MantineProvider env="test"><QueryClientProvider client={queries}><Asking /></QueryClientProvider></MantineProvider>);
}

it('waits for a part that is away, and says so', async () => {
  answer('GET /v1/users', away);
  ask();
  await after(0);
  expect(screen.getByRole('status').textContent).toContain('does not answer right now');

  await after(10_000);
  expect(screen.queryByRole('alert')).toBeNull();
  answer('GET /v1/users', page([]));
  await after(4_000);

  expect(screen.getByText('answered')).toBeDefined();
});

it('shows after 15 s that a part is away, and goes on asking', async () => {
  answer('GET /v1/users', away);
  ask();
  await after(15_100);
  expect(screen.getByRole('alert').textContent).toContain('It cannot be reached right now.');
  expect(sent).toHaveLength(6);

  answer('GET /v1/users', page([]));
  await after(ASK_AGAIN_MS + 100);

  expect(screen.getByText('answered')).toBeDefined();
});

it('asks not before it may, and not for ever', () => {
  const inNine = new ProblemError(503, {}, new Headers({ 'Retry-After': '9' }));
  expect(wait(0, inNine)).toBe(9_000);
  expect([0, 1].map((failures) => isAskedAgain(failures, inNine))).toEqual([true, false]);
  expect([0, 4, 5].map((failures) => isAskedAgain(failures, new Unreachable()))).toEqual([true, true, false]);
});

it('asks twice again after another fault, and never after a refusal', () => {
  expect([0, 1, 2].map((failures) => isAskedAgain(failures, new ProblemError(500, {})))).toEqual([true, true, false]);
  expect(isAskedAgain(0, new ProblemError(404, {}))).toBe(false);
});
