import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acme, answer, page, sent, show } from '../../testing/page';
import type { TimelineEntry } from '../../api/client';
import { placed, Timeline } from './Timeline';

const entry = (id: string, at: string, event_name: string) => ({ id, type: 'usage_event', at, data: { event_name } }) as unknown as TimelineEntry;

class Stream {
  static last: Stream;
  static readonly CLOSED = 2;
  readyState = 1;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;
  private readonly told = new Map<string, (event: { data: string }) => void>();
  constructor(readonly url: string) { Stream.last = this; }
  addEventListener(name: string, action: (event: { data: string }) => void) { this.told.set(name, action); }
  close() { this.readyState = 2; }
  tell(name: string, data: unknown) { this.told.get(name)?.({ data: JSON.stringify(data) }); }
}

beforeEach(() => vi.stubGlobal('EventSource', Stream));
afterEach(() => vi.unstubAllGlobals());

it('shows what the stream tells at its place, once, and asks instead when there is no stream', async () => {
  answer('GET /v1/customers/7/timeline', page([entry('b', '2026-11-29T10:00:00Z', 'second')]));
  show(<Timeline id="7" />);
  await screen.findByText('second');
  act(() => Stream.last.onopen());
  expect(screen.getByText('Live')).toBeTruthy();
  expect(Stream.last.url).toBe('/v1/customers/7/timeline/stream');

  act(() => {
    for (const one of [entry('c', '2026-11-29T10:00:01Z', 'third'), entry('a', '2026-04-15T14:25:00Z', 'first'), entry('c', '2026-11-29T10:00:01Z', 'third')]) Stream.last.tell('entry', one);
  });
  expect(screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\d.*|[A-Z].*/, ''))).toEqual(['third', 'second', 'first']);

  const before = sent.length;
  act(() => { Stream.last.readyState = Stream.CLOSED; Stream.last.onerror(); });
  expect(screen.getByText('Asked every few seconds')).toBeTruthy();
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(before), 6_000);
});

it('leaves out what lies behind the last page shown', () => {
  const shown = { pageParams: [undefined], pages: [{ data: [entry('b', '2026-11-29T10:00:00Z', 'second')], next_cursor: 'n', has_more: true }] };

  expect(placed(shown, entry('a', '2026-04-15T14:25:00Z', 'first'))).toBe(shown);
});

it('says what of a customer has changed, and who has changed it', async () => {
  const data = { change: 'updated', actor: { name: 'Bo' }, changes: { arr: { before: 50000, after: 60000 }, 'custom_fields.tier': { before: null, after: 'gold' }, owner_id: { before: null, after: '01KAR4S9G7P1R3T5V9X2Z6B8D9' } } };
  answer(`GET /v1/customers/${acme.id}/timeline`, page([{ id: '01KAR4S9G7P1R3T5V9X2Z6B8E1', type: 'customer_change', at: '2026-11-23T09:30:00Z', data }]));
  show(<Timeline id={acme.id} />);

  await screen.findByText('Customer changed');
  expect(screen.getByText('ARR: $50,000 → $60,000 · tier: – → gold · Owner · by Bo')).toBeTruthy();
});
