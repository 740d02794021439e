-- How many events of a workspace took effect within ten seconds, for the last minutes. By partition, which one
-- transaction at a time writes, so that no two wait for one row.
create table event_rates (
  tenant_id uuid not null,
  at timestamptz not null,
  topic text not null,
  partition integer not null,
  events bigint not null,
  constraint event_rates_pk primary key (tenant_id, at, topic, partition)
);

create index event_rates_at on event_rates (at);

alter table event_rates enable row level security;
alter table event_rates force row level security;
create policy tenant_isolation on event_rates
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
