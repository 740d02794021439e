import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import type { Session } from '../api/client';

// To look for what is hidden by style takes most of a test's time, and nothing here is; a busy machine may take its own.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

type Answer = { status?: number; etag?: string; body?: unknown };
type Sent = { method: string; path: string; query: string; headers: Headers; body: unknown };

/** What the API was asked, in order. */
export const sent: Sent[] = [];
const answers = new Map<string, (request: Sent) => Answer>();

/** What the API answers to a method and a path: always the same, or by what it is asked. */
export function answer(call: string, by: Answer | ((request: Sent) => Answer)) {
  answers.set(call, typeof by === 'function' ? by : () => by);
}

// Imported before what calls the API: the client keeps the function that it finds.
globalThis.fetch = async (input) => {
  const request = input as Request;
  const url = new URL(request.url);
  const text = request.method === 'GET' ? '' : await request.text();
  const one = { method: request.method, path: url.pathname, query: url.search, headers: request.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  sent.push(one);
  const { status = 200, etag, body } = answers.get(`${one.method} ${one.path}`)?.(one) ?? { status: 500, body: { detail: `nobody answers ${one.method} ${one.path}` } };
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...(etag ? { ETag: etag } : {}) } });
};

/** As if nothing had been asked, and nothing were answered. */
export function forget() {
  sent.length = 0;
  answers.clear();
}

export const SCOPES = {
  admin: ['admin:*'],
  director: ['customers:read', 'customers:write', 'health:read', 'health:write', 'segments:read', 'segments:write', 'webhooks:read', 'users:read', 'audit:read'],
  csm: ['customers:read', 'customers:write', 'health:read', 'segments:read', 'users:read'],
  viewer: ['customers:read', 'health:read', 'segments:read', 'users:read'],
};

/** A page, or a part of one, as somebody with this role sees it. */
export function show(page: ReactNode, { role = 'admin', at = '/' }: { role?: keyof typeof SCOPES; at?: string } = {}) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const user = { id: '01KAR4S9G7P1R3T5V9X2Z6B8D0', email: 'ana@acme.example', name: 'Ana', tenant_id: '01KAR4S9F2K6N8P0R3T7W1Y5A9', role, scopes: SCOPES[role] };
  queries.setQueryData(['session'], { id: '01KAR4S9G7P1R3T5V9X2Z6B8D1', csrf_token: 'c', created_at: '', expires_at: '', user } as Session);
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <MemoryRouter initialEntries={[at]}>{page}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** Chooses an option of a select. */
export function pick(name: string, option: string) {
  const select = screen.getByRole('combobox', { name });
  fireEvent.click(select);
  fireEvent.click(within(document.getElementById(select.getAttribute('aria-controls') ?? '') ?? document.body).getByRole('option', { name: option }));
}

export const page = <T,>(data: T[]) => ({ body: { data, next_cursor: null, has_more: false } });

export const acme = {
  id: '01KAR4T2H3M7Q9S1V5X8Z0B2D4', tenant_id: '01KAR4S9F2K6N8P0R3T7W1Y5A9', name: 'Acme', email_domain: 'acme.com', arr: 50_000, owner_id: '01KAR4S9G7P1R3T5V9X2Z6B8D9', owner_email: 'bo@acme.example',
  status: 'active', renewal_date: null, custom_fields: {} as Record<string, unknown>, segments: [], health_score: 52, health_status: 'neutral', created_at: '2026-11-23T09:30:00Z', updated_at: '2026-11-23T09:30:00Z',
};
