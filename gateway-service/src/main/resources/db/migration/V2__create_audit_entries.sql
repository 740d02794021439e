create table audit_entries (
    tenant_id uuid not null,
    entry_id uuid not null,
    at timestamptz not null,
    actor_type text not null,
    actor_id text not null,
    actor_name text not null,
    action text not null,
    subject_type text not null,
    subject_id text not null,
    client_address text not null,
    request_id text not null,
    before jsonb not null,
    after jsonb not null,
    constraint audit_entries_pkey primary key (tenant_id, entry_id)
);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy tenant_isolation on audit_entries
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
