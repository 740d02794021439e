-- Ways to look at the list of customers that somebody keeps: for themselves, or for the whole workspace.
create table saved_views (
    tenant_id uuid not null,
    id uuid not null,
    owner_id uuid not null,
    shared boolean not null,
    name text not null constraint saved_views_name_length check (char_length(name) between 1 and 200),
    query json not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint saved_views_pkey primary key (tenant_id, id)
);

create index saved_views_owner on saved_views (tenant_id, owner_id);

alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy tenant_isolation on saved_views
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
