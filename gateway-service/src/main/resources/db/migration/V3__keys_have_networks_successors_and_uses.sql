alter table api_keys
    add column allow_list text[] not null default '{}'
        constraint api_keys_allow_list_length check (cardinality(allow_list) <= 50),
    add column supersedes uuid,
    add column superseded_by uuid;
create index api_keys_by_creator on api_keys (tenant_id, creator_id);

-- Apart from the keys: uses are written every half minute, and must not wait for, nor hold up, whoever changes a key.
create table api_key_uses (
    tenant_id uuid not null,
    key_id uuid not null,
    last_used_at timestamptz not null,
    constraint api_key_uses_pkey primary key (tenant_id, key_id)
);
alter table api_key_uses enable row level security;
alter table api_key_uses force row level security;
create policy tenant_isolation on api_key_uses
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
