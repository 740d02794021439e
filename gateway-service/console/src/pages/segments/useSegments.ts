import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../../api/client';
import { useMay } from '../../session';

export const SEGMENTS = ['segments'];

/** All segments of the workspace, which are at most 100. */
export function useSegments() {
  const enabled = useMay('segments:read');
  return useQuery({ queryKey: [...SEGMENTS, 'list'], enabled, queryFn: async () => (await asked(api.GET('/v1/segments', { params: { query: { limit: 200 } } }))).data });
}
