-- What consumers of all services could not process, told by them on a topic. A letter without a tenant is one whose
-- key, header and value do not agree on whose it is: operators see it, and no workspace.
create table listed_dead_letters (
    letter_id uuid not null,
    tenant_id uuid,
    service text not null,
    consumer_group text not null,
    source_topic text not null,
    source_partition integer not null,
    source_offset bigint not null,
    record_key text not null,
    event_id text,
    event_type text,
    request_id text not null,
    code text not null,
    message text not null,
    state text not null,
    attempts integer not null,
    revision bigint not null,
    failed_at timestamptz not null,
    changed_at timestamptz not null,
    -- Set while a wish is on its way to the service, which answers with a new revision.
    redrive_requested_at timestamptz,
    constraint listed_dead_letters_pkey primary key (letter_id)
);
create index listed_dead_letters_by_tenant on listed_dead_letters (tenant_id, letter_id);
create index listed_dead_letters_by_age on listed_dead_letters (failed_at);
alter table listed_dead_letters enable row level security;
alter table listed_dead_letters force row level security;
create policy tenant_isolation on listed_dead_letters
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
