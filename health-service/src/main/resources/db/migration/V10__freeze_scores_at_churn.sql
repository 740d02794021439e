-- The score as it stood when a customer churned, for later study. One that came back and churned again has the latest.
create table churned_scores (
  tenant_id uuid not null,
  customer_id uuid not null,
  churned_at timestamptz not null,
  score smallint,
  status text,
  model_version integer,
  dimensions json,
  constraint churned_scores_pk primary key (tenant_id, customer_id)
);

create index churned_scores_recent on churned_scores (tenant_id, churned_at);

alter table churned_scores enable row level security;
alter table churned_scores force row level security;
create policy tenant_isolation on churned_scores
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
