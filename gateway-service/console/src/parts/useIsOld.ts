import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isAway } from '../api/patience';

/** Whether something shown is older than it should be, since nobody answers. */
export function useIsOld(): boolean {
  const cache = useQueryClient().getQueryCache();
  const listen = useCallback((changed: () => void) => cache.subscribe(changed), [cache]);
  return useSyncExternalStore(listen, () => cache.getAll()
    .some((query) => query.isActive() && query.state.data !== undefined && isAway(query.state.fetchFailureReason)));
}
