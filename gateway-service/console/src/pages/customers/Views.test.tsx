import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CustomerQuery } from '../../api/client';
import { answer, page, sent, show } from '../../testing/page';
import { Views } from './Views';

const me = '01KAR4S9G7P1R3T5V9X2Z6B8D0';
const view = (id: string, shared: boolean, owner_id: string) => ({ id, owner_id, shared, name: `View ${id}`, query: { status: 'active', sort: '-arr' }, created_at: '', updated_at: '' });
const query = { status: 'trial' } as unknown as CustomerQuery;

it('saves what the address asks, for oneself where one may not share', async () => {
  answer('GET /v1/saved-views', page([]));
  answer('POST /v1/saved-views', { status: 201, body: view('1', false, me) });
  show(<Views query={query} />, { role: 'viewer', at: '/customers?status=trial&limit=7' });

  fireEvent.click(await screen.findByRole('button', { name: 'Save view' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Trials' } });
  expect(screen.queryByRole('checkbox')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'Trials', shared: false, query: { status: 'trial' } }));
});

it('offers to change a view that looks different now, to those who may', async () => {
  answer('GET /v1/saved-views', page([view('1', true, 'other'), view('2', false, me)]));
  answer('PATCH /v1/saved-views/1', { body: view('1', true, 'other') });
  const { unmount } = show(<Views query={query} />, { role: 'director', at: '/customers?view=1&status=trial' });
  expect((await screen.findByRole('link', { name: /View 2/ })).getAttribute('href')).toBe('/customers?view=2&status=active&sort=-arr');
  fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ query: { status: 'trial' } }));

  unmount();
  show(<Views query={query} />, { role: 'viewer', at: '/customers?view=1&status=trial' });
  await screen.findByRole('link', { name: /View 1/ });
  expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Delete view' })).toBeNull();
});
