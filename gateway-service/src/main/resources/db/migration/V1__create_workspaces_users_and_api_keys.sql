create table workspaces (
    tenant_id uuid constraint workspaces_pkey primary key,
    name text not null constraint workspaces_name_length check (char_length(name) between 1 and 200),
    plan text not null constraint workspaces_plan_known
        check (plan in ('starter', 'growth', 'scale', 'enterprise', 'unlimited')),
    time_zone text not null,
    trial_ends_at timestamptz,
    created_at timestamptz not null,
    revision bigint not null constraint workspaces_revision_positive check (revision > 0)
);
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy tenant_isolation on workspaces
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

create table users (
    tenant_id uuid not null,
    user_id uuid not null,
    email text not null constraint users_email_lower_case check (email = lower(email)),
    name text not null,
    role text not null constraint users_role_known check (role in ('admin', 'director', 'csm', 'viewer')),
    status text not null constraint users_status_known check (status in ('invited', 'active', 'deactivated')),
    password_hash text,
    created_at timestamptz not null,
    revision bigint not null constraint users_revision_positive check (revision > 0),
    constraint users_pkey primary key (tenant_id, user_id),
    constraint users_email_unique unique (tenant_id, email)
);
alter table users enable row level security;
alter table users force row level security;
create policy tenant_isolation on users
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

create table api_keys (
    tenant_id uuid not null,
    key_id uuid not null,
    hash bytea not null constraint api_keys_hash_length check (octet_length(hash) = 32),
    pepper_version integer not null,
    name text not null constraint api_keys_name_length check (char_length(name) between 1 and 200),
    last_four text not null constraint api_keys_last_four_length check (char_length(last_four) = 4),
    scopes text[] not null constraint api_keys_scopes_some check (cardinality(scopes) > 0),
    creator_id uuid not null,
    creator_email text not null,
    creator_role text not null constraint api_keys_creator_role_known
        check (creator_role in ('admin', 'director', 'csm', 'viewer')),
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    revision bigint not null constraint api_keys_revision_positive check (revision > 0),
    constraint api_keys_pkey primary key (tenant_id, key_id)
);
-- Not unique: a unique key would have to begin with the tenant, and two of 196 random bits do not meet.
create index api_keys_by_hash on api_keys (hash);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy tenant_isolation on api_keys
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
