create table subscriptions (
    tenant_id             uuid        not null,
    id                    uuid        not null,
    url                   text        not null,
    description           text,
    events                text[]      not null constraint subscriptions_events_not_empty check (cardinality(events) > 0),
    customer_id           uuid,
    status                text        not null
        constraint subscriptions_status_known check (status in ('active', 'paused', 'disabled')),
    disabled_reason       text
        constraint subscriptions_disabled_reason_known check (disabled_reason in ('gone', 'failing')),
    failing_since         timestamptz,
    secret                bytea       not null,
    previous_secret       bytea,
    previous_secret_until timestamptz,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    constraint subscriptions_pk primary key (tenant_id, id),
    constraint subscriptions_reason_when_disabled check ((status = 'disabled') = (disabled_reason is not null)),
    constraint subscriptions_overlap_ends check ((previous_secret is null) = (previous_secret_until is null))
);

alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy tenant_isolation on subscriptions
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

comment on column subscriptions.secret is 'sealed with AES-GCM under a key that is not in the database';
comment on column subscriptions.failing_since is 'the first failure after the last success; null while healthy';
