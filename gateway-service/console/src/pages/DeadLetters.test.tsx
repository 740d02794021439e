import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answer, page, sent, show } from '../testing/page';
import DeadLetters from './DeadLetters';

const ID = '01KAR6A0B2C4D6E8F0G2H4J6K8';
const letter = {
  id: ID, tenant_id: '01KAR4S9F2K6N8P0R3T7W1Y5A9', state: 'waiting', service: 'health-service', source: { topic: 'lealup.usage-events.v1', partition: 3, offset: 40_218, consumer_group: 'health-service.usage' },
  record_key: 'k', event_id: null, event_type: null, request_id: null, cause: { code: 'processing_failed', message: 'The event’s properties are no JSON object' }, attempts: 1, failed_at: '2026-11-23T09:41:12Z', changed_at: '2026-11-23T09:41:12Z',
};

it('has one processed again, and says what became of it', async () => {
  let state = 'waiting';
  answer('GET /v1/dead-letters', () => page([{ ...letter, state, attempts: state === 'waiting' ? 1 : 2 }]));
  answer(`POST /v1/dead-letters/${ID}/redrive`, () => { state = 'redriven'; return { status: 202, body: { ...letter, state } }; });
  show(<DeadLetters />);

  fireEvent.click(await screen.findByRole('button', { name: `Process again ${ID}` }));

  expect(await screen.findByText('Processed')).toBeTruthy();
  expect(screen.getByText('The event’s properties are no JSON object')).toBeTruthy();
  expect(sent.find(({ method }) => method === 'POST')?.headers.get('Idempotency-Key')).toBeTruthy();
});

it('gives one up after asking', async () => {
  answer('GET /v1/dead-letters', page([letter]));
  answer(`DELETE /v1/dead-letters/${ID}`, { status: 204 });
  show(<DeadLetters />);

  fireEvent.click(await screen.findByRole('button', { name: `Give up ${ID}` }));
  fireEvent.click(screen.getByRole('button', { name: 'Give up' }));

  await waitFor(() => expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1));
});

it('shows nothing to whoever is no admin', () => {
  show(<DeadLetters />, { role: 'director' });

  expect(screen.queryByRole('table')).toBeNull();
  expect(sent).toEqual([]);
});
