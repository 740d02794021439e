-- A segment is a named filter; who belongs to it is computed when somebody asks.
create table segments (
    tenant_id uuid not null,
    id uuid not null,
    revision bigint not null constraint segments_revision_positive check (revision > 0),
    name text not null constraint segments_name_length check (char_length(name) between 1 and 200),
    name_folded text collate "C" not null generated always as (lower(name collate pg_unicode_fast)) stored,
    filter json not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint segments_pkey primary key (tenant_id, id),
    constraint segments_name_key unique (tenant_id, name_folded)
);

alter table segments enable row level security;
alter table segments force row level security;
create policy tenant_isolation on segments
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- Acts that belong to the workspace and not to one of its customers.
alter table audit_entries alter column customer_id drop not null;
alter table audit_entries add column subject_id uuid;
