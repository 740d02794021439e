import { describe, expect, it } from 'vitest';
import { asked, fault, ProblemError } from './client';

describe('asked', () => {
  it('throws the problem with the faults of its fields', async () => {
    const error = { code: 'validation_error', detail: 'bad', request_id: 'r1', errors: [{ pointer: '/scopes/0', message: 'is unknown' }] };
    const call = asked(Promise.resolve({ error, response: new Response(null, { status: 400 }) }));

    await expect(call).rejects.toMatchObject({ status: 400, code: 'validation_error', requestId: 'r1' });
    const problem = await call.catch((thrown: unknown) => thrown);
    expect(fault(problem, '/scopes')).toBe('is unknown');
    expect(fault(problem, '/name')).toBeUndefined();
  });

  it('throws for an answer without a body, too', async () => {
    await expect(asked(Promise.resolve({ response: new Response(null, { status: 503 }) }))).rejects.toBeInstanceOf(ProblemError);
  });
});
