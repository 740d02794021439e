-- Falls of more than 15 points within 7 days, one row for each. One that has not recovered keeps another from being
-- told: that it goes on falling is no news.
create table sharp_drops (
  tenant_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  change_id uuid not null,
  score_from smallint not null,
  score smallint not null,
  recovered_at timestamptz,
  constraint sharp_drops_pk primary key (tenant_id, customer_id, at)
);

create unique index sharp_drops_one_open on sharp_drops (tenant_id, customer_id) where recovered_at is null;

create index sharp_drops_recent on sharp_drops (tenant_id, at);

alter table sharp_drops enable row level security;
alter table sharp_drops force row level security;
create policy tenant_isolation on sharp_drops
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
