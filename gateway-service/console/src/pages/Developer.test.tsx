import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { acme, answer, sent, show } from '../testing/page';
import Developer from './Developer';
import { curl } from './developer/curl';

it('writes a request for a shell', () => {
  expect(curl({ method: 'GET', path: '/v1/users/me' })).toBe('curl "$LEALUP_BASE/v1/users/me" \\\n  -H "Authorization: Bearer $LEALUP_KEY"');
  expect(curl({ method: 'POST', path: '/v1/customers', headers: { 'Idempotency-Key': 'k' }, body: { name: "O'Hara" } })).toBe(
    'curl -X POST "$LEALUP_BASE/v1/customers" \\\n  -H "Authorization: Bearer $LEALUP_KEY" \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: k" \\\n  -d \'{\n  "name": "O\'\\\'\'Hara"\n}\'');
});

it('fills the id of the customer into the requests that follow', async () => {
  answer('POST /v1/customers', { status: 201, body: acme });
  answer('POST /v1/events', { status: 202, body: { accepted: 2, rejected: 0, errors: [] } });
  show(<Developer />);

  const events = screen.getByRole('button', { name: 'Run: Log two events' }) as HTMLButtonElement;
  expect(events.disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Run: Create a customer' }));
  await waitFor(() => expect(events.disabled).toBe(false));
  expect(within(screen.getByRole('region', { name: 'Query the health score' })).getByText(new RegExp(`/v1/customers/${acme.id}/health`))).toBeTruthy();
  fireEvent.click(events);

  await screen.findByText(/"accepted": 2/);
  const [customer, two] = sent;
  expect(customer?.body).toMatchObject({ owner_email: 'ana@acme.example' });
  // What is shown is what is sent.
  expect(screen.getByRole('region', { name: 'Create a customer' }).textContent).toContain(customer?.headers.get('Idempotency-Key') ?? '?');
  expect((two?.body as { events: { customer_id: string }[] }).events.map(({ customer_id }) => customer_id)).toEqual([acme.id, acme.id]);
});

it('fills in a key that it makes', async () => {
  answer('POST /v1/api-keys', { status: 201, body: { id: '01KAR4S9G7P1R3T5V9X2Z6B8D4', key: 'lealup_sk_test_made' } });
  show(<Developer />);

  fireEvent.click(screen.getByRole('button', { name: 'Create a key for 7 days' }));

  await waitFor(() => expect(screen.getByRole('region', { name: 'Create an API key' }).textContent).toContain('export LEALUP_KEY="lealup_sk_test_made"'));
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'quickstart', scopes: ['customers:write', 'customers:read', 'events:write', 'health:read'], expires: '7' });
});

it('runs only what the role may do', () => {
  show(<Developer />, { role: 'viewer' });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run: Verify the key' }).disabled).toBe(false);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run: Create a customer' }).disabled).toBe(true);
  expect(screen.queryByRole('link', { name: 'API Keys' })).toBeNull();
});
