import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked, type CustomerQuery, fault, type SavedView } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { useSpeech } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Refused } from '../../parts/Refused';
import { Sure } from '../../parts/Sure';
import { useMay, useSession } from '../../session';

const VIEWS = ['saved-views'];
const MOST = 200;

/** What of the address the list of customers is asked. */
export const PARAMETERS = ['q', 'status', 'health_status', 'segment_id', 'owner_id', 'min_arr', 'max_arr', 'renewal_within_days', 'filter', 'sort'] as const;
type Query = SavedView['query'];

export function queryOf(params: URLSearchParams): Query {
  return Object.fromEntries(PARAMETERS.flatMap((name) => { const value = params.get(name); return value ? [[name, value]] : []; })) as Query;
}

const address = (view: SavedView) => `?${new URLSearchParams({ view: view.id, ...(view.query as Record<string, string>) }).toString()}`;
const same = (one: Query, other: Query) => PARAMETERS.every((name) => one[name] === other[name]);

/** The views that were saved, one's own and the workspace's, and what is shown now as another one. */
export function Views({ query }: { query: Partial<CustomerQuery> }) {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const [params, change] = useSearchParams();
  const me = useSession().data?.user.id;
  const shares = useMay('segments:write');
  const [open, set] = useState<'save' | 'delete' | null>(null);
  const list = useQuery({ queryKey: VIEWS, queryFn: () => asked(api.GET('/v1/saved-views', { params: { query: { limit: MOST } } })) });
  const now = queryOf(params);
  const views = list.data?.data ?? [];
  const chosen = views.find(({ id }) => id === params.get('view'));
  const mayChange = chosen && (chosen.shared ? shares : true);
  const changed = chosen !== undefined && !same(chosen.query, now);
  const refresh = () => queries.invalidateQueries({ queryKey: VIEWS });
  const update = useMutation({
    mutationFn: (id: string) => asked(api.PATCH('/v1/saved-views/{id}', { params: { path: { id } }, body: { query: now } })),
    onSuccess: refresh,
  });
  const remove = async (id: string) => {
    await asked(api.DELETE('/v1/saved-views/{id}', { params: { path: { id } } }));
    change((old) => { const next = new URLSearchParams(old); next.delete('view'); return next; }, { replace: true });
    await refresh();
  };
  const asks = Object.keys(query).length > 0;
  if (views.length === 0 && !asks) return null;
  return (
    <Group gap="xs" mb="sm">
      {views.length > 0 && (
        <nav className="views" aria-label={t('savedViews')}>
          {views.map((view) => (
            <Link key={view.id} to={address(view)} className={view === chosen ? 'pill on' : 'pill plain'} aria-current={view === chosen ? 'page' : undefined}>
              {view.name}{view.shared && <span className="soft"> · {t('sharedView')}</span>}
            </Link>
          ))}
        </nav>
      )}
      {changed && mayChange && <Button size="compact-sm" variant="light" loading={update.isPending} onClick={() => update.mutate(chosen.id)}>{t('saveChanges')}</Button>}
      {asks && (!chosen || changed) && <Button size="compact-sm" variant="subtle" onClick={() => set('save')}>{t('saveView')}</Button>}
      {chosen && (mayChange || chosen.owner_id === me) && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => set('delete')}>{t('deleteView')}</Button>}
      {update.error && <Refused error={update.error} at={[]} />}
      {open === 'save' && <SaveView query={now} shares={shares} close={() => set(null)} saved={(view) => { void refresh(); change(address(view), { replace: true }); }} />}
      {open === 'delete' && chosen && <Sure title={t('deleteView')} text={t('deleteViewSure', { name: chosen.name })} action={() => remove(chosen.id)} close={() => set(null)} />}
    </Group>
  );
}

function SaveView({ query, shares, close, saved }: { query: Query; shares: boolean; close: () => void; saved: (view: SavedView) => void }) {
  const { t } = useSpeech();
  const attempt = useAttempt();
  const [name, call] = useState('');
  const [shared, share] = useState(false);
  const save = useMutation({
    mutationFn: () => asked(api.POST('/v1/saved-views', { params: { header: attempt.header }, body: { name, shared, query } })),
    onError: attempt.after,
    onSuccess: (view) => { saved(view); close(); },
  });
  return (
    <Dialog opened onClose={close} title={t('saveView')}>
      <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack>
          <Refused error={save.error} at={['/name']} />
          <TextInput data-autofocus label={t('name')} value={name} onChange={(event) => call(event.currentTarget.value)} error={fault(save.error, '/name')} />
          {shares && <Checkbox label={t('shareView')} checked={shared} onChange={(event) => share(event.currentTarget.checked)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t('save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
