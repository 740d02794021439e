import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answer, page, pick, sent, show } from '../testing/page';
import { Contacts } from './Contacts';

const bo = { id: 'b', customer_id: '7', name: 'Bo', email: 'bo@acme.com', role: null, last_seen_at: null, created_at: '', updated_at: '' };

it('creates a contact, with what is wrong at its field', async () => {
  let refusals = 1;
  answer('GET /v1/customers/7/contacts', page([]));
  answer('POST /v1/customers/7/contacts', () => (refusals-- > 0 ? { status: 400, body: { code: 'validation_error', errors: [{ pointer: '/email', message: 'must be an e-mail address' }] } } : { status: 201, body: bo }));
  show(<Contacts id="7" changes />);

  fireEvent.click(await screen.findByRole('button', { name: 'New contact' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Bo' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'E-mail' }), { target: { value: 'bo' } });
  pick('Role', 'Champion');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('must be an e-mail address')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const posts = sent.filter(({ method }) => method === 'POST');
  expect(posts[1]?.body).toEqual({ name: 'Bo', email: 'bo', role: 'champion' });
  // After a refusal it is another attempt.
  expect(posts[1]?.headers.get('Idempotency-Key')).not.toBe(posts[0]?.headers.get('Idempotency-Key'));
});

it('sends only what was changed, and nothing is changed by who may not', async () => {
  answer('GET /v1/customers/7/contacts', page([bo]));
  answer('GET /v1/customers/7/contacts/b', { etag: '"3"', body: bo });
  answer('PATCH /v1/customers/7/contacts/b', { body: bo });
  const { unmount } = show(<Contacts id="7" changes />);

  fireEvent.click(await screen.findByRole('button', { name: 'Edit Bo' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Name' }), { target: { value: 'Bo Lind' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ name: 'Bo Lind' }));
  expect(sent.find(({ method }) => method === 'PATCH')?.headers.get('If-Match')).toBe('"3"');

  unmount();
  show(<Contacts id="7" changes={false} />);
  expect(await screen.findByText('Bo')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
