import { api, asked, type RowError } from '../../api/client';
import { csvOf } from './csv';

export const JOBS = ['jobs'];

/** The column that an error points to. */
export const columnOf = ({ pointer }: Pick<RowError, 'pointer'>) => pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');

/** All errors that the API keeps of a job, as a file. */
export async function errorsFile(id: string): Promise<string> {
  const rows: (string | number)[][] = [['row', 'column', 'code', 'message']];
  let cursor: string | null | undefined;
  do {
    const page = await asked(api.GET('/v1/jobs/{id}/errors', { params: { path: { id }, query: { limit: 200, ...(cursor ? { cursor } : {}) } } }));
    rows.push(...page.data.map((error) => [error.index + 1, columnOf(error), error.code, error.message]));
    cursor = page.next_cursor;
  } while (cursor);
  return csvOf(rows);
}
