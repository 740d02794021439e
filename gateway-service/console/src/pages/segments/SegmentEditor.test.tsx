import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { acme, answer, page, pick, sent, show } from '../../testing/page';
import Segments from './Segments';

const segment = { id: '01KAR4V8D2F6H0K4M8P2R6T0W4', name: 'Big', filter: { and: [{ field: 'arr', op: 'gte', value: 50000 }] }, created_at: '2026-11-23T09:30:00Z', updated_at: '2026-11-23T09:30:00Z' };
const posts = (path: string) => sent.filter((one) => one.method === 'POST' && one.path === path);

function workspace() {
  answer('GET /v1/users', page([]));
  answer('GET /v1/custom-fields', page([]));
  answer('GET /v1/segments', page([segment]));
}

it('shows who would belong to a filter while it is built, and keeps it', async () => {
  workspace();
  answer('POST /v1/segments/preview', { body: { size: 42, data: [acme] } });
  answer('POST /v1/segments', { status: 201, body: segment });
  show(<Segments />, { at: '/admin/segments?segment=new' });

  fireEvent.change(screen.getByLabelText(/^Name/), { target: { value: 'Big' } });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Create segment' }).disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Value'), { target: { value: '50000' } });
  await screen.findByText('Customers now: 42');
  expect(screen.getByRole('link', { name: 'Acme' })).toBeTruthy();
  expect(posts('/v1/segments/preview')[0]?.body).toEqual({ filter: segment.filter });

  fireEvent.click(screen.getByRole('button', { name: 'Create segment' }));
  await waitFor(() => expect(posts('/v1/segments')[0]?.body).toEqual({ name: 'Big', filter: segment.filter }));
});

it('offers what the field can be, and begins anew with another field', async () => {
  workspace();
  answer('POST /v1/segments/preview', { body: { size: 0, data: [] } });
  show(<Segments />, { at: '/admin/segments?segment=new' });

  fireEvent.change(screen.getByLabelText('Value'), { target: { value: '50000' } });
  pick('Field', 'Status');
  pick('Value', 'Churned');
  fireEvent.click(screen.getAllByLabelText('Not')[0] as HTMLElement);

  await waitFor(() => expect(posts('/v1/segments/preview').at(-1)?.body).toEqual({ filter: { and: [{ not: { field: 'status', op: 'eq', value: 'churned' } }] } }));
});

it('says at its part what the API refuses', async () => {
  workspace();
  answer('POST /v1/segments/preview', { status: 400, body: { code: 'validation_error', detail: 'bad', errors: [{ pointer: '/filter/and/1/or/0/not/value', message: 'must be an amount' }] } });
  show(<Segments />, { at: '/admin/segments?segment=new' });

  fireEvent.change(screen.getByLabelText('Value'), { target: { value: '1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add group' }));
  const [, inner] = screen.getAllByLabelText('Value');
  fireEvent.change(inner as HTMLElement, { target: { value: '2' } });
  fireEvent.click(screen.getAllByLabelText('Not')[1] as HTMLElement);

  await screen.findByText('must be an amount');
  const [outer, refused] = screen.getAllByLabelText('Value');
  expect(refused?.getAttribute('aria-invalid')).toBe('true');
  expect(outer?.getAttribute('aria-invalid')).not.toBe('true');
});

it('lets the keyboard go on where something was added or taken away', () => {
  workspace();
  answer('POST /v1/segments/preview', { body: { size: 0, data: [] } });
  show(<Segments />, { at: '/admin/segments?segment=new' });

  fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
  expect(document.activeElement).toBe(screen.getAllByRole('combobox', { name: 'Field' })[1]);
  fireEvent.click(screen.getAllByRole('button', { name: 'Remove the condition on ARR' })[1] as HTMLElement);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add condition' }));
});

it('offers to load what somebody else made of it', async () => {
  workspace();
  let theirs = segment;
  let etag = '"1"';
  answer('POST /v1/segments/preview', { body: { size: 0, data: [] } });
  answer(`GET /v1/segments/${segment.id}`, () => ({ body: theirs, etag }));
  answer(`PATCH /v1/segments/${segment.id}`, { status: 412, body: { code: 'precondition_failed', detail: 'stale' } });
  show(<Segments />, { at: `/admin/segments?segment=${segment.id}` });

  fireEvent.change(await screen.findByLabelText('Value'), { target: { value: '60000' } });
  theirs = { ...segment, name: 'Bigger', filter: { and: [{ field: 'arr', op: 'gte', value: 90000 }] } };
  etag = '"2"';
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Load theirs' }));

  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Value').value).toBe('90000'));
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Bigger');
});

it('lists segments in words, and to a viewer nothing to change', async () => {
  workspace();
  answer(`GET /v1/segments/${segment.id}/size`, { body: { size: 7 } });
  show(<Segments />, { role: 'viewer', at: '/admin/segments?segment=new' });

  await screen.findByText('ARR is at least 50000');
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('link', { name: 'New segment' })).toBeNull();
});
