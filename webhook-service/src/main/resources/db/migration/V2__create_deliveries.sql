-- What is sent, once per message however many subscriptions it goes to: rows of deliveries are rewritten with each
-- attempt, and should not drag a body along.
create table messages (
    tenant_id   uuid        not null,
    id          uuid        not null,
    event_type  text        not null,
    customer_id uuid,
    body        text        not null,
    created_at  timestamptz not null,
    constraint messages_pk primary key (tenant_id, id)
);

create table deliveries (
    tenant_id       uuid        not null,
    id              uuid        not null,
    subscription_id uuid        not null,
    message_id      uuid        not null,
    event_type      text        not null,
    status          text        not null
        constraint deliveries_status_known check (status in ('pending', 'succeeded', 'failed', 'cancelled')),
    attempts        integer     not null default 0,
    failed_in_row   integer     not null default 0,
    send_at         timestamptz not null,
    claim           uuid,
    last_status     integer,
    last_error      text,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    constraint deliveries_pk primary key (tenant_id, id),
    constraint deliveries_end_when_finished check ((status = 'pending') = (finished_at is null))
) with (fillfactor = 80);

comment on column deliveries.send_at is 'when the next attempt is due; while claimed, when the claim expires';
comment on column deliveries.claim is 'fencing token of the latest claim: a result is written only while it still stands';
comment on column deliveries.failed_in_row is 'failed attempts of the running schedule; a retry by hand begins a new one';

create index deliveries_due on deliveries (tenant_id, subscription_id, send_at) where status = 'pending';
create index deliveries_of_subscription on deliveries (tenant_id, subscription_id, id desc);

create table attempts (
    tenant_id       uuid        not null,
    delivery_id     uuid        not null,
    number          integer     not null,
    started_at      timestamptz not null,
    duration_ms     integer     not null,
    url             text        not null,
    request_headers text        not null,
    status          integer,
    error_code      text,
    error_message   text,
    response_body   text,
    constraint attempts_pk primary key (tenant_id, delivery_id, number),
    constraint attempts_answered_or_not check ((status is null) <> (error_code is null))
);

alter table messages enable row level security;
alter table messages force row level security;
create policy tenant_isolation on messages
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy tenant_isolation on deliveries
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table attempts enable row level security;
alter table attempts force row level security;
create policy tenant_isolation on attempts
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
