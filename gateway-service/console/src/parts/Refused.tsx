import { useEffect, useRef } from 'react';
import { ProblemError } from '../api/client';
import { Failed } from './States';

/** Whether each fault stands at one of these fields, which says it there. */
export function isPlaced(error: unknown, fields: readonly string[]): boolean {
  return error instanceof ProblemError && error.fields.length > 0
    && error.fields.every(({ pointer }) => fields.some((field) => pointer === field || pointer.startsWith(`${field}/`)));
}

/** What was refused, unless the form's fields say it. It comes into sight, where a form is longer than the window. */
export function Refused({ error, at }: { error: unknown; at: readonly string[] }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => { if (error) here.current?.scrollIntoView({ block: 'nearest' }); }, [error]);
  return error && !isPlaced(error, at) ? <div ref={here}><Failed error={error} /></div> : null;
}
