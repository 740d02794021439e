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

create index import_jobs_open_idx on import_jobs (tenant_id, id) where state in ('queued', 'running');
create index import_jobs_finished_at_idx on import_jobs (finished_at);

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

-- Written once, read once, deleted: compressing them would be the dearest part of it.
alter table import_rows alter column content set storage external;

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

-- A load that is to be quiet must not tell of renewals whose notice falls due today: their next one is scheduled. What is
-- due on later days is the calendar's to tell.
create function scheduling_since(written timestamptz) returns timestamptz
    language sql stable
return written + case when current_setting('lealup.quiet', true) = 'on' then interval '1 day' else interval '0' end;

create or replace function schedule_renewals() returns trigger
    language plpgsql
as $$
begin
    insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
    select added.tenant_id, added.id, added.renewal_date, notice.days, notice.due_at
    from added
    left join workspaces on workspaces.tenant_id = added.tenant_id
    cross join lateral next_notice(
        added.renewal_date, coalesce(workspaces.time_zone, 'UTC'), scheduling_since(added.updated_at), 61) as notice
    where added.renewal_date is not null
      and added.deleted_at is null
      and added.status <> 'churned';
    return null;
end
$$;

create or replace function reschedule_renewal() returns trigger
    language plpgsql
as $$
begin
    delete from renewals
    where tenant_id = new.tenant_id
      and customer_id = new.id;
    if new.renewal_date is not null and new.deleted_at is null and new.status <> 'churned' then
        insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
        select new.tenant_id, new.id, new.renewal_date, notice.days, notice.due_at
        from next_notice(
            new.renewal_date,
            coalesce((select time_zone from workspaces where tenant_id = new.tenant_id), 'UTC'),
            scheduling_since(new.updated_at),
            61) as notice;
    end if;
    return null;
end
$$;
