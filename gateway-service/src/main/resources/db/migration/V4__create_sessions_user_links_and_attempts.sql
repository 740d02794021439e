-- Signing in begins with an address alone.
create index users_by_email on users (email);

create table user_links (
    tenant_id uuid not null,
    link_id uuid not null,
    user_id uuid not null,
    purpose text not null constraint user_links_purpose_known check (purpose in ('invitation', 'password_reset')),
    token_hash bytea not null constraint user_links_token_hash_length check (octet_length(token_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint user_links_pkey primary key (tenant_id, link_id),
    constraint user_links_user_fkey foreign key (tenant_id, user_id) references users (tenant_id, user_id),
    constraint user_links_one_of_a_kind unique (tenant_id, user_id, purpose)
);
create index user_links_by_token_hash on user_links (tenant_id, token_hash);
alter table user_links enable row level security;
alter table user_links force row level security;
create policy tenant_isolation on user_links
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- Before somebody has signed in there is no tenant: no row-level security. A subject is a hash, and names nobody.
create table attempts (
    subject bytea constraint attempts_pkey primary key
        constraint attempts_subject_length check (octet_length(subject) = 32),
    failures integer not null constraint attempts_failures_positive check (failures >= 0),
    next_at timestamptz not null,
    last_at timestamptz not null,
    succeeded_at timestamptz
);
create index attempts_by_last_at on attempts (last_at);

-- Spring Session's tables, by its own definition for PostgreSQL. The tenant is in the session, not in the row: it is
-- what the row is read for.
create table sessions (
    primary_id char(36) constraint sessions_pkey primary key,
    session_id char(36) not null constraint sessions_session_id_unique unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval integer not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index sessions_by_expiry_time on sessions (expiry_time);
create index sessions_by_principal_name on sessions (principal_name);

create table sessions_attributes (
    session_primary_id char(36) not null constraint sessions_attributes_session_fkey
        references sessions (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint sessions_attributes_pkey primary key (session_primary_id, attribute_name)
);
