import { ProblemError } from '../api/client';
import { Failed } from './States';

/** Whether each fault stands at one of these fields, which says it there. */
export function isPlaced(error: unknown, fields: readonly string[]): boolean {
  return error instanceof ProblemError && error.fields.length > 0
    && error.fields.every(({ pointer }) => fields.some((field) => pointer === field || pointer.startsWith(`${field}/`)));
}

/** What was refused, unless the form's fields say it. */
export function Refused({ error, at }: { error: unknown; at: readonly string[] }) {
  return error && !isPlaced(error, at) ? <Failed error={error} /> : null;
}
