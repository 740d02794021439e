import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { acme, answer, page, sent, show } from '../../testing/page';
import { exportAddress } from './Export';
import Trash from './Trash';

const deleted = { ...acme, deleted_at: '2026-11-01T10:00:00Z' };

it('restores a customer after asking', async () => {
  answer('GET /v1/customers', page([deleted]));
  answer(`POST /v1/customers/${acme.id}/restore`, { body: acme });
  show(<Trash />, { role: 'director' });

  fireEvent.click(await screen.findByRole('button', { name: 'Restore Acme' }));
  expect(screen.queryByRole('button', { name: 'Erase for good Acme' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Restore' }));

  await waitFor(() => expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1));
});

it('erases for good where the role may', async () => {
  answer('GET /v1/customers', page([deleted]));
  answer(`DELETE /v1/customers/${acme.id}`, { status: 202, body: {} });
  show(<Trash />);

  fireEvent.click(await screen.findByRole('button', { name: 'Erase for good Acme' }));
  fireEvent.click(screen.getByRole('button', { name: 'Erase for good' }));

  await waitFor(() => expect(sent.find(({ method }) => method === 'DELETE')?.query).toBe('?hard=true'));
  expect(sent.find(({ method }) => method === 'GET')?.query).toContain('deleted=true');
});

it('exports the list as it is filtered', () => {
  expect(exportAddress({ q: 'a & b', sort: '-arr', format: 'csv' })).toBe('/v1/customers/export?q=a+%26+b&sort=-arr&format=csv');
});
