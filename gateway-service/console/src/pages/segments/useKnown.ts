import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../../api/client';
import { useMay } from '../../session';
import { useDefinitions } from '../customers/useDefinitions';
import type { Known } from './words';

/** What a filter can speak of besides what every customer has. */
export function useKnown(): Known {
  const people = useQuery({ queryKey: ['users', 'choice'], enabled: useMay('users:read'), queryFn: () => asked(api.GET('/v1/users', { params: { query: { limit: 200 } } })) });
  return { fields: useDefinitions().data ?? [], people: people.data?.data ?? [] };
}
