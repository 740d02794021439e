-- Generated columns exist for the keyset pages: under row-level security only a leakproof comparison may search an
-- index, which those of numeric and of an expression are not. See RATIONALE.md.
create table customers (
    tenant_id uuid not null,
    id uuid not null,
    revision bigint not null constraint customers_revision_positive check (revision > 0),
    name text not null constraint customers_name_length check (char_length(name) between 1 and 200),
    name_folded text collate "C" not null generated always as (lower(name collate pg_unicode_fast)) stored,
    email_domain text constraint customers_email_domain_form check (email_domain ~ '^[a-z0-9.-]{3,253}$'),
    arr numeric(18, 2) constraint customers_arr_not_negative check (arr >= 0),
    arr_cents bigint generated always as ((arr * 100)::bigint) stored,
    owner_id uuid,
    status text not null constraint customers_status_known check (status in ('active', 'trial', 'churned', 'paused')),
    renewal_date date,
    custom_fields jsonb not null constraint customers_custom_fields_object check (jsonb_typeof(custom_fields) = 'object'),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    constraint customers_pkey primary key (tenant_id, id)
);

create unique index customers_email_domain_key on customers (tenant_id, email_domain) where deleted_at is null;

create index customers_created_at_idx on customers (tenant_id, created_at, id) where deleted_at is null;
create index customers_name_idx on customers (tenant_id, name_folded, id) where deleted_at is null;
create index customers_arr_idx on customers (tenant_id, arr_cents, id) where deleted_at is null;
create index customers_renewal_date_idx on customers (tenant_id, renewal_date, id) where deleted_at is null;
create index customers_owner_idx on customers (tenant_id, owner_id, id) where deleted_at is null;
create index customers_trash_idx on customers (tenant_id, created_at, id) where deleted_at is not null;

alter table customers enable row level security;
alter table customers force row level security;
create policy tenant_isolation on customers
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
