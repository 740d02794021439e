import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, asked, type Customer, keepCsrfToken, ProblemError, type Scope, type Session } from './api/client';

export const SESSION = ['session'];

/** Null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async (): Promise<Session | null> => {
      try {
        const session = await asked(api.GET('/v1/sessions/current'));
        keepCsrfToken(session.csrf_token);
        return session;
      } catch (error) {
        if (error instanceof ProblemError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** Whether the person may do what needs this scope. */
export function useMay(scope: Scope): boolean {
  const scopes = useSession().data?.user.scopes ?? [];
  return scopes.includes('admin:*') || scopes.includes(scope);
}

/** Whether the person may define what holds for the whole workspace, and import files: a csm may not, whatever the scopes. */
export function useMayManage(): boolean {
  const role = useSession().data?.user.role;
  return useMay('customers:write') && role !== 'csm';
}

/** Which customers the person may change: a csm those that they own. */
export function useMayChange(): (customer: Pick<Customer, 'owner_id'>) => boolean {
  const me = useSession().data?.user;
  const writes = useMay('customers:write');
  return ({ owner_id }) => writes && (me?.role !== 'csm' || owner_id === me.id);
}

export function useSignOut() {
  const queries = useQueryClient();
  return async () => {
    await asked(api.DELETE('/v1/sessions/current'));
    keepCsrfToken(undefined);
    queries.clear();
    queries.setQueryData(SESSION, null);
  };
}
