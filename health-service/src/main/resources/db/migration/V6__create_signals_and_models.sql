-- What a workspace decided about its score; one that never decided has no row and version 1, the published model.
create table health_models (
  tenant_id uuid not null,
  version integer not null constraint health_models_version_follows check (version > 1),
  model json not null,
  note text,
  author_type text not null,
  author_id text not null,
  author_name text not null,
  created_at timestamptz not null,
  rolled_out_at timestamptz,
  constraint health_models_pk primary key (tenant_id, version)
);

comment on column health_models.rolled_out_at is 'when every customer was scored by it; null while that goes on';

create index health_models_rolling_out on health_models (tenant_id) where rolled_out_at is null;

-- Event names that feed other signals than usage, as the first 64 bits of SHA-256: when last, and on which days.
create table signal_events (
  tenant_id uuid not null,
  customer_id uuid not null,
  name bigint not null,
  last_at timestamptz not null,
  constraint signal_events_pk primary key (tenant_id, customer_id, name)
) with (fillfactor = 80);

create table signal_days (
  tenant_id uuid not null,
  customer_id uuid not null,
  name bigint not null,
  day date not null,
  constraint signal_days_pk primary key (tenant_id, customer_id, name, day)
) partition by range (day);

-- A ticket's latest opening, closing and escalation: maxima, so that the order of arrival does not matter.
create table tickets (
  tenant_id uuid not null,
  customer_id uuid not null,
  ticket bigint not null,
  severity smallint not null,
  opened_at timestamptz,
  closed_at timestamptz,
  escalated_at timestamptz,
  constraint tickets_pk primary key (tenant_id, customer_id, ticket)
) with (fillfactor = 80);

comment on column tickets.severity is 'the worst that was said, as its burden: 1 low, 2 normal, 5 high, 10 urgent';

-- The latest answer of each respondent. survey: 1 NPS, 2 CSAT; score in millionths.
create table survey_answers (
  tenant_id uuid not null,
  customer_id uuid not null,
  survey smallint not null,
  respondent bigint not null,
  score integer not null,
  at timestamptz not null,
  constraint survey_answers_pk primary key (tenant_id, customer_id, survey, respondent)
) with (fillfactor = 80);

-- Scores set by people. One that has expired stays until upkeep takes it.
create table score_overrides (
  tenant_id uuid not null,
  customer_id uuid not null,
  score smallint not null constraint score_overrides_score_range check (score between 0 and 100),
  reason text not null,
  author_type text not null,
  author_id text not null,
  author_name text not null,
  set_at timestamptz not null,
  expires_at timestamptz not null,
  constraint score_overrides_pk primary key (tenant_id, customer_id)
);

alter table usage_customers
  alter column last_event_at drop not null,
  add column signals smallint not null default 0;

comment on column usage_customers.signals is 'where else to look: 1 signal_events, 2 tickets, 4 survey_answers';

alter table health_scores add column overridden boolean not null default false;

alter table health_models enable row level security;
alter table health_models force row level security;
create policy tenant_isolation on health_models
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table signal_events enable row level security;
alter table signal_events force row level security;
create policy tenant_isolation on signal_events
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table signal_days enable row level security;
alter table signal_days force row level security;
create policy tenant_isolation on signal_days
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table tickets enable row level security;
alter table tickets force row level security;
create policy tenant_isolation on tickets
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table survey_answers enable row level security;
alter table survey_answers force row level security;
create policy tenant_isolation on survey_answers
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table score_overrides enable row level security;
alter table score_overrides force row level security;
create policy tenant_isolation on score_overrides
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

insert into partitioned_tables (name, unit, written_back, written_ahead, kept)
values ('signal_days', 'month', '130 days', '40 days', '430 days');

select keep_partitions(now());
