-- Imports: work that outlives the request that asked for it. What a job has done and what it still has to do are in its
-- row, which every batch changes in the transaction of its effects.
create table import_jobs (
    tenant_id uuid not null,
    id uuid not null,
    kind text not null constraint import_jobs_kind_known check (kind in ('bulk', 'csv', 'ndjson')),
    state text not null constraint import_jobs_state_known check (state in ('queued', 'running', 'completed', 'failed')),
    mode text not null constraint import_jobs_mode_known check (mode in ('create', 'update', 'create_or_update')),
    conflict_resolution text not null
        constraint import_jobs_resolution_known check (conflict_resolution in ('skip', 'overwrite', 'fail')),
    notify boolean not null,
    latin1 boolean not null,
    header text[] not null,
    actor jsonb not null,
    request_id text not null,
    total bigint not null constraint import_jobs_total_not_negative check (total >= 0),
    processed bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    skipped bigint not null default 0,
    failed bigint not null default 0,
    failure text,
    attempts integer not null default 0,
    fence bigint not null default 0,
    lease_until timestamptz,
    served_at timestamptz,
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint import_jobs_pkey primary key (tenant_id, id),
    constraint import_jobs_rows_add_up check (processed = created + updated + skipped + failed and processed <= total)
);

create index import_jobs_open_idx on import_jobs (served_at) where state in ('queued', 'running');

alter table import_jobs enable row level security;
alter table import_jobs force row level security;
create policy tenant_isolation on import_jobs
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- The rows of an import as they arrived, a few hundred in a piece. No foreign key: an upload is stored while it arrives
-- and becomes a job with its last byte; one that is cut off never does, and is swept away.
create table import_rows (
    tenant_id uuid not null,
    job_id uuid not null,
    first_row bigint not null,
    row_count integer not null constraint import_rows_some check (row_count > 0),
    content bytea not null,
    stored_at timestamptz not null default now(),
    constraint import_rows_pkey primary key (tenant_id, job_id, first_row)
);

create index import_rows_stored_at_idx on import_rows (stored_at);

alter table import_rows enable row level security;
alter table import_rows force row level security;
create policy tenant_isolation on import_rows
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- Why rows were refused: the first of each job.
create table import_errors (
    tenant_id uuid not null,
    job_id uuid not null,
    row_index bigint not null,
    place integer not null,
    code text not null,
    message text not null,
    pointer text not null,
    constraint import_errors_pkey primary key (tenant_id, job_id, row_index, place),
    constraint import_errors_job_fkey foreign key (tenant_id, job_id) references import_jobs on delete cascade
);

alter table import_errors enable row level security;
alter table import_errors force row level security;
create policy tenant_isolation on import_errors
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
