import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../../api/client';

export const DEFINITIONS = ['custom-fields'];

/** What the workspace says about its own fields: all of it, which is at most 200. */
export function useDefinitions() {
  return useQuery({ queryKey: DEFINITIONS, queryFn: async () => (await asked(api.GET('/v1/custom-fields', { params: { query: { limit: 200 } } }))).data });
}
