import { ProblemError, Unreachable } from './client';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 4_000;
const PATIENCE_MS = 15_000;

/** How long after an error that a page shows it asks again by itself. */
export const ASK_AGAIN_MS = 5_000;

/** Whether what answers is away, and may be back a moment later. */
export const isAway = (error: unknown) => error instanceof Unreachable || (error instanceof ProblemError && error.status === 503);

/** The wait before a question is asked again: 1, 2, 4, 4, … s, or as long as the answer wants it (RFC 9110, section 10.2.3). */
export function wait(failures: number, error: unknown): number {
  const wanted = error instanceof ProblemError ? error.retryAfterMs : 0;
  return Math.max(Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS), wanted);
}

/** Whether a question is asked again: for 15 s where nobody answers; twice after another fault of a server; never after a refusal. */
export function isAskedAgain(failures: number, error: unknown): boolean {
  if (!isAway(error)) return failures < 2 && !(error instanceof ProblemError && error.status < 500);
  let waited = 0;
  for (let i = 0; i <= failures; i++) waited += wait(i, error);
  return waited <= PATIENCE_MS;
}
