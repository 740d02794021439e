import { Alert, Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, asked, type ImportQuery, ProblemError } from '../../api/client';
import { useAttempt } from '../../api/attempt';
import { uploading } from '../../api/upload';
import { useSpeech } from '../../i18n';
import { Failed } from '../../parts/States';
import { TARGET_WORDS } from './Columns';
import { JOBS } from './jobs';
import { CUSTOM, isEnough, PASSED_OVER, TARGETS } from './mapping';
import { type Chosen, Sample } from './Step';

type Mode = NonNullable<ImportQuery['mode']>;
type Resolution = NonNullable<ImportQuery['conflict_resolution']>;

/** What becomes of the rows; sends them. */
export function Rules({ chosen: { file, head }, targets, body, back }: { chosen: Chosen; targets: string[]; body: () => Blob; back: () => void }) {
  const { t, share } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const [mode, setMode] = useState<Mode>('create');
  const [resolution, setResolution] = useState<Resolution>('fail');
  const [notify, setNotify] = useState(false);
  const [sent, gone] = useState(0);
  const stop = useRef(new AbortController());
  // Who leaves the page does not want it any more: the API begins nothing with a part of a file.
  useEffect(() => {
    const leaving = new AbortController();
    stop.current = leaving;
    return () => leaving.abort();
  }, []);
  const send = useMutation({
    mutationFn: () => {
      const blob = body();
      const query: ImportQuery = { mode, notify, ...(mode === 'update' ? {} : { conflict_resolution: resolution }) };
      return asked(api.POST('/v1/customers/imports', {
        params: { query, header: attempt.header }, body: '', bodySerializer: () => blob,
        headers: { 'Content-Type': head ? 'text/csv' : 'application/x-ndjson' }, fetch: uploading(blob, gone, stop.current.signal),
      }));
    },
    onSuccess: async ({ job_id }) => { await navigate(`/customers/import?job=${job_id}`); await queries.invalidateQueries({ queryKey: JOBS }); },
    onError: (error) => { attempt.after(error); gone(0); },
  });
  const kept = targets.flatMap((target, i) => (target === PASSED_OVER ? [] : [i]));
  const enough = !head || isEnough(targets, mode);
  const titles = kept.map((i) => { const target = TARGETS.find((one) => one === targets[i]); return target ? t(TARGET_WORDS[target]) : (targets[i] ?? '').slice(CUSTOM.length); });
  const faults = send.error instanceof ProblemError ? send.error.fields : [];
  return (
    <Stack>
      <Text size="sm">{file.name}</Text>
      {head && <Sample titles={titles} rows={head.rows.slice(0, 5).map((row) => kept.map((i) => row[i] ?? ''))} />}
      <Group align="flex-start">
        <Select w={320} label={t('mode')} value={mode} allowDeselect={false} data={(['create', 'update', 'create_or_update'] as const).map((value) => ({ value, label: t(`m_${value}`) }))}
          onChange={(value) => { setMode((value ?? mode) as Mode); setResolution(value === 'create' ? 'fail' : 'overwrite'); }} error={enough ? undefined : t(mode === 'update' ? 'needsKey' : 'needsName')} />
        {mode !== 'update' && (
          <Select w={320} label={t('conflicts')} value={resolution} allowDeselect={false} data={(['fail', 'skip', 'overwrite'] as const).map((value) => ({ value, label: t(`k_${value}`) }))}
            onChange={(value) => setResolution((value ?? resolution) as Resolution)} />
        )}
      </Group>
      <Checkbox label={t('notify')} description={t('notifyHint')} checked={notify} onChange={(event) => setNotify(event.currentTarget.checked)} />
      {send.error && (faults.length === 0 ? <Failed error={send.error} /> : (
        <Alert color="red" title={t('fileRefused')} role="alert">
          <ul>{faults.map(({ pointer, message }, i) => <li key={i}>{pointer && <b>{pointer.slice(1)}: </b>}{message}</li>)}</ul>
        </Alert>
      ))}
      {send.isPending && (
        <div role="status">
          <Text size="sm">{t(sent < 1 ? 'sending' : 'checking', { share: share(sent) })}</Text>
          <svg className="bar" aria-hidden><rect width={`${Math.floor(sent * 100)}%`} height="6" /></svg>
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={back} disabled={send.isPending}>{t('previous')}</Button>
        <Button loading={send.isPending} disabled={!enough} onClick={() => send.mutate()}>{t('startImport')}</Button>
      </Group>
    </Stack>
  );
}
