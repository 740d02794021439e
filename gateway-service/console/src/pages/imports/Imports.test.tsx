import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { answer, page, pick, sent, show } from '../../testing/page';
import Imports from './Imports';

const job = {
  id: '01KAR4T2H3M7Q9S1V5X8Z0B2D4', kind: 'csv', state: 'completed', mode: 'create', conflict_resolution: 'fail', notify: false, total: 3, processed: 3, created: 1, updated: 0, skipped: 1, failed: 1, failure: null,
  errors: [{ index: 2, code: 'invalid_domain', message: 'must have two labels', pointer: '/domain' }], created_at: '2026-11-23T09:30:00Z', finished_at: '2026-11-23T09:30:01Z',
};

/** What is uploaded goes by XMLHttpRequest. */
function uploads(status: number, body: object) {
  const made: { method: string; url: string; headers: Record<string, string>; body: Blob }[] = [];
  vi.stubGlobal('XMLHttpRequest', class {
    upload = {} as { onprogress: (event: object) => void };
    status = status;
    responseText = JSON.stringify(body);
    onload = () => undefined;
    one = { method: '', url: '', headers: {} as Record<string, string>, body: new Blob() };
    open(method: string, url: string) { Object.assign(this.one, { method, url }); }
    setRequestHeader(name: string, value: string) { this.one.headers[name.toLowerCase()] = value; }
    getResponseHeader() { return 'application/json'; }
    send(sending: Blob) { this.upload.onprogress({ loaded: 1, total: 2 }); made.push({ ...this.one, body: sending }); this.onload(); }
    abort() { /* over already */ }
  });
  return made;
}
afterEach(() => { vi.unstubAllGlobals(); });

async function choose(text: string) {
  answer('GET /v1/custom-fields', page([]));
  answer('GET /v1/jobs', page([]));
  show(<Imports />, { role: 'director', at: '/customers/import' });
  await screen.findByText('Nothing has been imported yet');
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [new File([text], 'crm.csv', { type: 'text/csv' })] } });
  await screen.findByText(/^CSV in UTF-8/);
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
}

it('leads from a file over its columns to a job', async () => {
  const made = uploads(202, { job_id: job.id });
  await choose('Kunde,Domain,Colour\nAcme,acme.com,red\n');

  expect(document.activeElement?.textContent).toBe('Columns');
  pick('What Kunde becomes', 'Name');
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByRole('region', { name: 'The first rows' }).textContent).toBe('NameDomainAcmeacme.com');
  answer(`GET /v1/jobs/${job.id}`, { body: job });
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));

  await screen.findByText('3 of 3 rows');
  expect(made[0]?.url).toContain('?mode=create&notify=false&conflict_resolution=fail');
  expect(made[0]?.headers).toMatchObject({ 'content-type': 'text/csv' });
  expect(made[0]?.headers['idempotency-key']).toBeTruthy();
  expect(await made[0]?.body.text()).toBe('"name","email_domain","segments"\nAcme,acme.com,red\n');
});

it('goes on only with what a customer needs', async () => {
  uploads(202, {});
  await choose('Domain\nacme.com\n');

  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByText('A column has to be the name')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true);
});

it('says what the API refuses in the file as a whole', async () => {
  uploads(400, { code: 'validation_error', detail: 'bad', errors: [{ pointer: '', message: 'is not CSV behind row 7' }] });
  await choose('name\nAcme\n');

  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));

  expect((await screen.findByRole('alert')).textContent).toContain('is not CSV behind row 7');
});

it('shows what became of the rows, and all errors as a file', async () => {
  answer(`GET /v1/jobs/${job.id}`, { body: job });
  answer(`GET /v1/jobs/${job.id}/errors`, ({ query }) => ({ body: { data: job.errors, next_cursor: query.includes('cursor=') ? null : 'next', has_more: false } }));
  const files: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => { files.push(file as Blob); return 'blob:x'; });
  show(<Imports />, { at: `/customers/import?job=${job.id}` });

  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('100');
  expect(screen.getByText('must have two labels')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Download the errors' }));

  await waitFor(() => expect(files).toHaveLength(1));
  expect(await files[0]?.text()).toBe('"row","column","code","message"\r\n' + '"3","domain","invalid_domain","must have two labels"\r\n'.repeat(2));
  expect(sent.filter(({ path }) => path.endsWith('/errors'))).toHaveLength(2);
});

it('is no page of a csm', () => {
  show(<Imports />, { role: 'csm', at: '/customers/import' });
  expect(screen.getByText('Your role does not include this page.')).toBeTruthy();
});
