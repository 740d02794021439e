import { useState } from 'react';

const made = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/** An Idempotency-Key for one thing to be done: pressed twice, it is done once; after a refusal it is another attempt. */
export function useAttempt() {
  const [key, set] = useState(made);
  return { header: { 'Idempotency-Key': key }, renew: () => set(made()) };
}
