import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answer, page, pick, sent, show } from '../testing/page';
import CustomFields, { optionsOf } from './CustomFields';

const tier = { id: '01KAR4T2H3M7Q9S1V5X8Z0B2D4', key: 'tier', label: 'Tier', type: 'DROPDOWN', options: ['gold', 'silver'], created_at: '2026-11-23T09:30:00Z', updated_at: '2026-11-23T09:30:00Z' };

it('reads options from lines', () => {
  expect(optionsOf(' gold \n\nsilver, or so\n')).toEqual(['gold', 'silver, or so']);
});

it('creates a list with its options', async () => {
  answer('GET /v1/custom-fields', page([]));
  answer('POST /v1/custom-fields', { status: 201, body: tier });
  show(<CustomFields />);

  await screen.findByText('No fields yet');
  fireEvent.click(screen.getByRole('button', { name: 'New field' }));
  fireEvent.change(screen.getByLabelText(/^Key/), { target: { value: 'tier' } });
  pick('Type', 'One of a list');
  fireEvent.change(screen.getByLabelText('Options'), { target: { value: 'gold\nsilver' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create field' }));

  await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ key: 'tier', type: 'DROPDOWN', options: ['gold', 'silver'] }));
});

it('edits what may change on the base of what it read', async () => {
  answer('GET /v1/custom-fields', page([tier]));
  answer(`GET /v1/custom-fields/${tier.id}`, { body: tier, etag: '"7"' });
  answer(`PATCH /v1/custom-fields/${tier.id}`, { body: tier });
  show(<CustomFields />);

  fireEvent.click(await screen.findByRole('button', { name: 'Edit Tier' }));
  fireEvent.change(await screen.findByLabelText(/^Label/), { target: { value: 'Level' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ label: 'Level' }));
  expect(sent.find(({ method }) => method === 'PATCH')?.headers.get('If-Match')).toBe('"7"');
});

it('offers a csm nothing to define', async () => {
  answer('GET /v1/custom-fields', page([tier]));
  show(<CustomFields />, { role: 'csm' });

  await screen.findByText('Tier');
  expect(screen.queryByRole('button')).toBeNull();
});
