import { Button, Group, Text, Title } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked, type Segment } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Busy, Empty, Failed } from '../../parts/States';
import { Sure } from '../../parts/Sure';
import { useMay } from '../../session';
import { SegmentEditor } from './SegmentEditor';
import { useKnown } from './useKnown';
import { SEGMENTS, useSegments } from './useSegments';
import { inWords } from './words';

const NEW = 'new';

/** The address says which segment is open. */
export default function Segments() {
  const { t } = useSpeech();
  const [params] = useSearchParams();
  const id = params.get('segment');
  const writes = useMay('segments:write');
  if (!useMay('segments:read')) return <Empty title={t('noRight')} />;
  return id && writes ? <SegmentEditor key={id} {...(id === NEW ? {} : { id })} /> : <List />;
}

function List() {
  const speech = useSpeech();
  const { t } = speech;
  const writes = useMay('segments:write');
  const queries = useQueryClient();
  const list = useSegments();
  const known = useKnown();
  const [deleting, remove] = useState<Segment | null>(null);
  const erase = async (id: string) => {
    await asked(api.DELETE('/v1/segments/{id}', { params: { path: { id } } }));
    await queries.invalidateQueries({ queryKey: SEGMENTS });
  };
  return (
    <>
      <Group justify="space-between" mb="md">
        <div>
          <Title order={1} size="h3">{t('segments')}</Title>
          <Text size="sm" className="soft">{t('segmentsLead')}</Text>
        </div>
        {writes && <Button component={Link} to={`/admin/segments?segment=${NEW}`} leftSection={<IconPlus size={16} aria-hidden />}>{t('newSegment')}</Button>}
      </Group>
      <div className="card scroll">
        {list.isPending ? <Busy /> : list.isError ? <Failed error={list.error} again={() => void list.refetch()} /> : list.data.length === 0 ? <Empty title={t('noSegments')}>{t('noSegmentsLead')}</Empty> : (
          <table className="table">
            <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('filter')}</th><th scope="col" className="number">{t('customers')}</th>{writes && <th scope="col">{t('actions')}</th>}</tr></thead>
            <tbody>
              {list.data.map((segment) => (
                <tr key={segment.id}>
                  <td><Link to={`/customers?segment_id=${segment.id}`}>{segment.name}</Link></td>
                  <td className="soft break">{inWords(segment.filter, known, speech)}</td>
                  <td className="number"><Size id={segment.id} /></td>
                  {writes && (
                    <td>
                      <Group gap={6} wrap="nowrap">
                        <Button component={Link} to={`/admin/segments?segment=${segment.id}`} size="compact-xs" variant="default" aria-label={`${t('edit')} ${segment.name}`}>{t('edit')}</Button>
                        <Button size="compact-xs" variant="default" onClick={() => remove(segment)} aria-label={`${t('delete')} ${segment.name}`}>{t('delete')}</Button>
                      </Group>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {deleting && <Sure title={t('delete')} text={t('deleteSegmentSure', { name: deleting.name })} action={() => erase(deleting.id)} close={() => remove(null)} />}
    </>
  );
}

/** How many customers there are at this moment, which is counted for those rows alone that are looked at. */
function Size({ id }: { id: string }) {
  const { ref, inViewport } = useInViewport<HTMLSpanElement>();
  const size = useQuery({ queryKey: [...SEGMENTS, 'size', id], enabled: inViewport, queryFn: () => asked(api.GET('/v1/segments/{id}/size', { params: { path: { id } } })) });
  return <span ref={ref}>{size.data?.size ?? (size.isError ? '–' : '…')}</span>;
}
