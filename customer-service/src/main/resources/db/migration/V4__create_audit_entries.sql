-- Who changed what, when, from where. Append-only for the running service: it may insert and read, nothing else.
create table audit_entries (
    tenant_id uuid not null,
    id uuid not null,
    occurred_at timestamptz not null,
    actor_type text not null,
    actor_id text not null,
    actor_name text not null,
    address text not null,
    request_id text not null,
    action text not null,
    customer_id uuid not null,
    before jsonb,
    after jsonb,
    constraint audit_entries_pkey primary key (tenant_id, id)
);

create index audit_entries_customer_idx on audit_entries (tenant_id, customer_id, id);

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy tenant_isolation on audit_entries
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

revoke update, delete, truncate on audit_entries from customer_api, customer_worker;
