import { Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, asked, type FilterExpression, ProblemError, type SegmentPreview } from '../../api/client';
import { useSpeech } from '../../i18n';
import { ScorePill } from '../../parts/Score';
import { Busy, Failed } from '../../parts/States';
import { useMay } from '../../session';

const SETTLED_MS = 350;

/** Who would belong to a segment with this filter, asked once it has settled. */
export function usePreview(filter: FilterExpression | undefined) {
  const [settled] = useDebouncedValue(filter && JSON.stringify(filter), SETTLED_MS);
  return useQuery({
    queryKey: ['segment-preview', settled],
    enabled: useMay('customers:read') && settled !== undefined,
    queryFn: () => asked(api.POST('/v1/segments/preview', { body: { filter: JSON.parse(settled ?? '') as FilterExpression } })),
    placeholderData: keepPreviousData,
  });
}

export function Preview({ of, complete }: { of: UseQueryResult<SegmentPreview>; complete: boolean }) {
  const { t } = useSpeech();
  // A fault of the filter stands at its part.
  const placed = of.error instanceof ProblemError && of.error.fields.length > 0;
  return (
    <section className="card" aria-labelledby="preview" aria-busy={of.isFetching}>
      <Stack p="md" gap="sm">
        <Title order={2} size="h5" id="preview">{t('preview')}</Title>
        <div role="status">
          {!complete ? <Text size="sm" className="soft">{t('incomplete')}</Text>
            : of.isPending ? <Busy /> : of.isError ? (placed ? <Text size="sm" className="soft">{t('noPreview')}</Text> : <Failed error={of.error} again={() => void of.refetch()} />)
              : <Text fw={600}>{t('sizeIs', { n: of.data.size })}</Text>}
        </div>
        {complete && of.data && of.data.data.length > 0 && (
          <>
            <Text size="xs" className="soft">{t('newestOfThem')}</Text>
            <ul className="listed">
              {of.data.data.map((customer) => (
                <li key={customer.id}><Link to={`/customers/${customer.id}`}>{customer.name}</Link> <ScorePill score={customer.health_score} band={customer.health_status} /></li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </section>
  );
}
