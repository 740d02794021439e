-- Whose timeline somebody watches, until when. A stream writes this when it opens, and lasts for less.
create table watched_customers (
  tenant_id uuid not null,
  customer_id uuid not null,
  watched_until timestamptz not null,
  constraint watched_customers_pk primary key (tenant_id, customer_id)
);

-- What came onto a watched timeline in the last minutes, in the order it came: entries may be of any past time. Whoever
-- writes an entry notes it here, in the same transaction, and only while somebody watches.
create table timeline_news (
  tenant_id uuid not null,
  customer_id uuid not null,
  number bigint generated always as identity,
  at timestamptz not null,
  id uuid not null,
  noted_at timestamptz not null default clock_timestamp(),
  constraint timeline_news_pk primary key (tenant_id, customer_id, number)
);

create index timeline_news_recent on timeline_news (noted_at);

alter table watched_customers enable row level security;
alter table watched_customers force row level security;
create policy tenant_isolation on watched_customers
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table timeline_news enable row level security;
alter table timeline_news force row level security;
create policy tenant_isolation on timeline_news
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
