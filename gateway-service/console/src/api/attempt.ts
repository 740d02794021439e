import { useState } from 'react';
import { isAway } from './patience';

const made = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/**
 * An Idempotency-Key for one thing to be done: pressed twice, it is done once, also where nobody knows whether the first
 * time took effect; after a refusal it is another attempt.
 */
export function useAttempt() {
  const [key, set] = useState(made);
  const renew = () => set(made());
  return { header: { 'Idempotency-Key': key }, renew, after: (error: Error | null) => { if (!isAway(error)) renew(); } };
}
