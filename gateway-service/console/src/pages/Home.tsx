import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, asked, type HealthSummary, type Mover } from '../api/client';
import { isAway } from '../api/patience';
import { useSpeech } from '../i18n';
import { EventRate } from '../parts/EventRate';
import { ScorePill } from '../parts/Score';
import { Busy, Empty, Failed } from '../parts/States';
import { useMay } from '../session';

const ASK_AGAIN_MS = 30_000;
const BANDS = ['healthy', 'neutral', 'at_risk', 'no_score'] as const;
const DAYS_AHEAD = 60;

export default function Home() {
  const { t, money } = useSpeech();
  const reads = useMay('health:read');
  const summary = useQuery({ queryKey: ['summary'], enabled: reads, queryFn: () => asked(api.GET('/v1/health-summary')), staleTime: 0, refetchInterval: ASK_AGAIN_MS });
  if (!reads) return <Empty title={t('noRight')} />;
  if (summary.isPending) return <Busy />;
  if (summary.data === undefined || (summary.isError && !isAway(summary.error))) return <Failed error={summary.error} again={() => void summary.refetch()} />;
  const book = summary.data;
  if (book.customers === 0) {
    return (
      <>
        <Title order={1} size="h3">{t('home')}</Title>
        <Empty title={t('noCustomers')}>{t('noCustomersLead')}</Empty>
      </>
    );
  }
  return (
    <>
      <Title order={1} size="h3">{t('home')}</Title>
      <Text size="sm" className="soft" mb="md">
        {t('bookLead', { n: book.customers, arr: money(book.arr), score: book.average_score === null ? '–' : Math.floor(book.average_score) })}
      </Text>
      <section className="card" aria-labelledby="book">
        <Stack p="md" gap="sm">
          <Title order={2} size="h5" id="book">{t('book')}</Title>
          <Shares book={book} />
        </Stack>
      </section>
      <div className="grid two">
        <EventRate />
        <Movers title={t('fell')} movers={book.movers.down} />
        <Movers title={t('rose')} movers={book.movers.up} />
        <Drops drops={book.sharp_drops} />
        <AtRisk />
        <Renewals />
      </div>
    </>
  );
}

/** Customers and revenue by band, each as one bar and in words. */
function Shares({ book }: { book: HealthSummary }) {
  const { t, money } = useSpeech();
  return (
    <>
      {(['customers', 'arr'] as const).map((of) => {
        let from = 0;
        const whole = of === 'customers' ? book.customers : book.arr;
        return whole === 0 ? null : (
          <div key={of}>
            <Text size="xs" className="soft" mb={4}>{t(of === 'customers' ? 'customers' : 'arr')}</Text>
            <svg className="shares" aria-hidden>
              {BANDS.map((band) => {
                const share = ((book.bands[band]?.[of] ?? 0) / whole) * 100;
                const x = from;
                from += share;
                return share > 0 && <rect key={band} className={band} x={`${x}%`} width={`${share}%`} height="14" />;
              })}
            </svg>
          </div>
        );
      })}
      <div className="grid four">
        {BANDS.map((band) => (
          <div key={band}>
            <span className={`pill ${band === 'no_score' ? 'plain' : band}`}>{t(band === 'no_score' ? 'noScore' : band)}</span>
            <Text fw={650} size="lg">{book.bands[band]?.customers ?? 0}</Text>
            <Text size="xs" className="soft">{money(book.bands[band]?.arr ?? 0)}</Text>
          </div>
        ))}
      </div>
    </>
  );
}

function Movers({ title, movers }: { title: string; movers: Mover[] }) {
  const { t } = useSpeech();
  return (
    <List title={title} empty={movers.length === 0 ? t('noMovers') : null}>
      {movers.map((mover) => (
        <tr key={mover.customer_id}>
          <td><Link to={`/customers/${mover.customer_id}`}>{mover.name ?? mover.customer_id}</Link></td>
          <td className="number">{mover.score_before} → {mover.score}</td>
          <td className="number"><b>{mover.change > 0 ? `+${mover.change}` : mover.change}</b></td>
        </tr>
      ))}
    </List>
  );
}

function Drops({ drops }: { drops: HealthSummary['sharp_drops'] }) {
  const { t, time } = useSpeech();
  return (
    <List title={t('sharpDrops')} empty={drops.length === 0 ? t('noDrops') : null}>
      {drops.map((drop) => (
        <tr key={`${drop.customer_id}-${drop.at}`}>
          <td><Link to={`/customers/${drop.customer_id}`}>{drop.name ?? drop.customer_id}</Link></td>
          <td className="number">{drop.score_from} → {drop.score}</td>
          <td className="soft number">{drop.recovered_at ? t('recovered') : time(drop.at)}</td>
        </tr>
      ))}
    </List>
  );
}

function AtRisk() {
  const { t, money } = useSpeech();
  const list = useQuery({
    queryKey: ['at-risk'],
    queryFn: () => asked(api.GET('/v1/customers', { params: { query: { health_status: 'at_risk', sort: '-arr', limit: 10 } } })),
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <List title={t('atRiskByArr')} pending={list.isPending} error={list.error} again={() => void list.refetch()} empty={list.data?.data.length === 0 ? t('noMatch') : null}>
      {list.data?.data.map((customer) => (
        <tr key={customer.id}>
          <td><Link to={`/customers/${customer.id}`}>{customer.name}</Link></td>
          <td className="number">{customer.arr === null ? '–' : money(customer.arr)}</td>
          <td className="number"><ScorePill score={customer.health_score} band={customer.health_status} /></td>
        </tr>
      ))}
    </List>
  );
}

function Renewals() {
  const { t, day } = useSpeech();
  const list = useQuery({
    queryKey: ['renewals'],
    queryFn: () => asked(api.GET('/v1/customers', { params: { query: { renewal_within_days: DAYS_AHEAD, sort: 'renewal_date', limit: 10 } } })),
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <List title={t('renewals', { n: DAYS_AHEAD })} pending={list.isPending} error={list.error} again={() => void list.refetch()} empty={list.data?.data.length === 0 ? t('noRenewals') : null}>
      {list.data?.data.map((customer) => (
        <tr key={customer.id}>
          <td><Link to={`/customers/${customer.id}`}>{customer.name}</Link></td>
          <td className="soft number">{customer.renewal_date === null ? '–' : day(customer.renewal_date)}</td>
          <td className="number"><ScorePill score={customer.health_score} band={customer.health_status} /></td>
        </tr>
      ))}
    </List>
  );
}

type Listed = { title: string; empty: string | null; pending?: boolean; error?: Error | null; again?: () => void; children: ReactNode };

function List({ title, empty, pending = false, error = null, again, children }: Listed) {
  return (
    <section className="card scroll" aria-label={title}>
      <Group p="md" pb={4}><Title order={2} size="h5">{title}</Title></Group>
      {pending ? <Busy /> : error ? <Failed error={error} {...(again ? { again } : {})} /> : empty !== null ? <Text p="md" size="sm" className="soft">{empty}</Text> : (
        <table className="table"><tbody>{children}</tbody></table>
      )}
    </section>
  );
}
