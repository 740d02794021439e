-- People at a customer. When one was last seen follows the usage events with their address.
create table contacts (
    tenant_id uuid not null,
    customer_id uuid not null,
    id uuid not null,
    revision bigint not null constraint contacts_revision_positive check (revision > 0),
    name text not null constraint contacts_name_length check (char_length(name) between 1 and 200),
    email text not null,
    email_folded text collate "C" not null,
    role text constraint contacts_role_known check (role in ('champion', 'stakeholder', 'billing', 'technical')),
    last_seen_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint contacts_pkey primary key (tenant_id, customer_id, id),
    constraint contacts_email_key unique (tenant_id, customer_id, email_folded),
    constraint contacts_customer_fkey foreign key (tenant_id, customer_id) references customers on delete cascade
);

alter table contacts enable row level security;
alter table contacts force row level security;
create policy tenant_isolation on contacts
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
