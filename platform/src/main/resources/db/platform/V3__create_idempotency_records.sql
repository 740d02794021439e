-- Answers that were given under an Idempotency-Key. The answer is encrypted: it may hold a secret that is shown once.
create table idempotency_records (
  tenant_id uuid not null,
  method text not null,
  path text not null,
  idempotency_key text not null,
  fingerprint bytea not null,
  status smallint not null,
  header_names text[] not null,
  header_values text[] not null,
  body bytea not null,
  request_id text not null,
  created_at timestamptz not null default now(),
  constraint idempotency_records_pk primary key (tenant_id, method, path, idempotency_key)
);

create index idempotency_records_by_age on idempotency_records (created_at);

alter table idempotency_records enable row level security;
alter table idempotency_records force row level security;
create policy tenant_isolation on idempotency_records
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
