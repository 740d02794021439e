-- The score as it was last shown. The parts and the exact units are what the next change is explained against.
create table health_scores (
  tenant_id uuid not null,
  customer_id uuid not null,
  revision bigint not null default 0,
  score smallint,
  status text,
  units bigint,
  model_version integer,
  dimensions json,
  parts json,
  scored_at timestamptz,
  next_evaluation_at timestamptz,
  constraint health_scores_pk primary key (tenant_id, customer_id)
) with (fillfactor = 80);

create index health_scores_due on health_scores (next_evaluation_at) where next_evaluation_at is not null;

-- History and explanation are one row: a change is never without its reason.
create table score_changes (
  tenant_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  revision bigint not null,
  change_id uuid not null,
  cause text not null,
  score_before smallint,
  score smallint,
  exact_before numeric(5, 2),
  exact numeric(5, 2),
  status_before text,
  status text,
  model_version integer not null,
  dimensions json not null,
  contributions json not null,
  sentence text not null,
  constraint score_changes_pk primary key (tenant_id, customer_id, at, revision)
) partition by range (at);

alter table health_scores enable row level security;
alter table health_scores force row level security;
create policy tenant_isolation on health_scores
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table score_changes enable row level security;
alter table score_changes force row level security;
create policy tenant_isolation on score_changes
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- The score of any past instant stays answerable: nothing of it is dropped yet.
insert into partitioned_tables (name, unit, written_back, written_ahead, kept)
values ('score_changes', 'month', '1 day', '40 days', '100 years');
