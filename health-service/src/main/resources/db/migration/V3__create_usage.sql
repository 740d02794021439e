-- Ids that a client can send again, on any later day: looked for in every partition.
create table seen_events (
  tenant_id uuid not null,
  customer_id uuid not null,
  event_id uuid not null,
  appended_on date not null,
  constraint seen_events_pk primary key (tenant_id, customer_id, event_id, appended_on)
) partition by range (appended_on);

-- Random ids: only Kafka itself can bring one back, with the day it was first appended.
create table seen_once (
  tenant_id uuid not null,
  customer_id uuid not null,
  event_id uuid not null,
  appended_on date not null,
  constraint seen_once_pk primary key (tenant_id, customer_id, event_id, appended_on)
) partition by range (appended_on);

create table usage_days (
  tenant_id uuid not null,
  customer_id uuid not null,
  day date not null,
  events bigint not null,
  users integer not null,
  features integer not null,
  constraint usage_days_pk primary key (tenant_id, customer_id, day)
) partition by range (day);

-- Who and what a day has already counted: kind 1 is a user, 2 a feature; the member is a hash, never an address.
create table usage_members (
  tenant_id uuid not null,
  customer_id uuid not null,
  day date not null,
  kind smallint not null,
  member bigint not null,
  constraint usage_members_pk primary key (tenant_id, customer_id, day, kind, member)
) partition by range (day);

create table usage_features (
  tenant_id uuid not null,
  customer_id uuid not null,
  feature bigint not null,
  last_day date not null,
  constraint usage_features_pk primary key (tenant_id, customer_id, feature)
);

create table usage_customers (
  tenant_id uuid not null,
  customer_id uuid not null,
  last_event_at timestamptz not null,
  constraint usage_customers_pk primary key (tenant_id, customer_id)
) with (fillfactor = 60);

alter table seen_events enable row level security;
alter table seen_events force row level security;
create policy tenant_isolation on seen_events
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table seen_once enable row level security;
alter table seen_once force row level security;
create policy tenant_isolation on seen_once
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table usage_days enable row level security;
alter table usage_days force row level security;
create policy tenant_isolation on usage_days
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table usage_members enable row level security;
alter table usage_members force row level security;
create policy tenant_isolation on usage_members
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table usage_features enable row level security;
alter table usage_features force row level security;
create policy tenant_isolation on usage_features
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table usage_customers enable row level security;
alter table usage_customers force row level security;
create policy tenant_isolation on usage_customers
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- Records stay on their topic for 7 days, so nothing older is ever appended to the tables of seen ids.
insert into partitioned_tables (name, unit, written_back, written_ahead, kept)
values
  ('seen_events', 'month', '9 days', '40 days', '36 days'),
  ('seen_once', 'day', '9 days', '4 days', '9 days'),
  ('usage_days', 'month', '55 days', '40 days', '60 days'),
  ('usage_members', 'month', '55 days', '40 days', '60 days');
