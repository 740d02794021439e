import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { acme, answer, page, sent, show } from '../../testing/page';
import { Actions } from './Actions';
import { CustomerForm } from './CustomerForm';

const PATH = `/v1/customers/${acme.id}`;
const type = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const changes = () => sent.filter(({ method }) => method !== 'GET');

function workspace() {
  answer('GET /v1/users', page([]));
  answer('GET /v1/custom-fields', page([{ id: '0', key: 'tier', label: 'Tier', type: 'TEXT', options: [], created_at: '', updated_at: '' }]));
}

it('creates a customer with the fields of the workspace, once however often it is pressed', async () => {
  workspace();
  answer('POST /v1/customers', { status: 201, body: acme });
  show(<CustomerForm close={() => undefined} />);

  await screen.findByLabelText('Tier');
  type(/^Name/, 'Acme');
  type('ARR', '50000');
  type('Tier', 'gold');
  fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));

  await waitFor(() => expect(changes()).toHaveLength(1));
  expect(changes()[0]?.body).toEqual({ name: 'Acme', arr: 50000, status: 'active', custom_fields: { tier: 'gold' } });
  expect(changes()[0]?.headers.get('Idempotency-Key')).toBeTruthy();
});

it('says at its field what was refused, and goes there', async () => {
  workspace();
  answer('POST /v1/customers', { status: 400, body: { code: 'validation_error', detail: 'bad', errors: [{ pointer: '/custom_fields/tier', message: 'must be a text' }] } });
  show(<CustomerForm close={() => undefined} />);

  await screen.findByLabelText('Tier');
  type(/^Name/, 'Acme');
  fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));

  await screen.findByText('must be a text');
  expect(document.activeElement).toBe(screen.getByLabelText('Tier'));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says what stands at no field, too', async () => {
  workspace();
  answer('POST /v1/customers', { status: 400, body: { code: 'validation_error', detail: 'too many fields', errors: [{ pointer: '/custom_fields', message: 'too many' }] } });
  show(<CustomerForm close={() => undefined} />);

  await screen.findByLabelText('Tier');
  type(/^Name/, 'Acme');
  fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));

  expect((await screen.findByRole('alert')).textContent).toContain('too many fields');
});

it('shows who has the domain already', async () => {
  workspace();
  answer('POST /v1/customers', { status: 409, body: { code: 'duplicate', detail: 'taken', customer_id: acme.id } });
  show(<CustomerForm close={() => undefined} />);

  await screen.findByLabelText('Tier');
  type(/^Name/, 'Acme');
  fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));

  expect((await screen.findByRole('link', { name: 'Show it' })).getAttribute('href')).toBe(`/customers/${acme.id}`);
  expect(screen.getByLabelText('Domain').getAttribute('aria-invalid')).toBe('true');
});

it('takes over what somebody else changed, and leaves what was typed', async () => {
  workspace();
  let theirs = { ...acme };
  let etag = '"3"';
  answer(`GET ${PATH}`, () => ({ body: theirs, etag }));
  answer(`PATCH ${PATH}`, ({ headers }) => (headers.get('If-Match') === '"4"' ? { body: theirs } : { status: 412, body: { code: 'precondition_failed', detail: 'stale' } }));
  let closed = false;
  show(<CustomerForm id={acme.id} close={() => { closed = true; }} />);

  await screen.findByLabelText('Tier');
  type('ARR', '60000');
  theirs = { ...acme, name: 'Acme Group' };
  etag = '"4"';
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Load theirs' }));

  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Acme Group'));
  expect(screen.getByLabelText<HTMLInputElement>('ARR').value).toBe('60000');
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(closed).toBe(true));
  expect(changes().map(({ body, headers }) => [body, headers.get('If-Match')])).toEqual([[{ arr: 60000 }, '"3"'], [{ arr: 60000 }, '"4"']]);
});

it('loses nothing that was typed when theirs cannot be read', async () => {
  workspace();
  let answers = true;
  answer(`GET ${PATH}`, () => (answers ? { body: acme, etag: '"3"' } : { status: 503, body: { code: 'unavailable', detail: 'away' } }));
  answer(`PATCH ${PATH}`, { status: 412, body: { code: 'precondition_failed', detail: 'stale' } });
  show(<CustomerForm id={acme.id} close={() => undefined} />);

  await screen.findByLabelText('Tier');
  type('ARR', '60000');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  answers = false;
  fireEvent.click(await screen.findByRole('button', { name: 'Load theirs' }));

  await screen.findByText('away');
  expect(screen.getByLabelText<HTMLInputElement>('ARR').value).toBe('60000');
});

it('lets a csm change their own customers only', () => {
  const own = { ...acme, owner_id: '01KAR4S9G7P1R3T5V9X2Z6B8D0' } as never;
  show(<Actions it={acme as never} />, { role: 'csm' });
  expect(screen.queryByRole('button')).toBeNull();

  show(<Actions it={own} />, { role: 'csm' });
  expect(screen.getByRole('button', { name: 'Edit' })).toBeTruthy();
});
