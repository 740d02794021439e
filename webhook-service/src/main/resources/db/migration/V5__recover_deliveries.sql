-- What a disabled subscription is not told is noted, so that it can be sent once somebody asks for it.
alter table deliveries drop constraint deliveries_status_known;
alter table deliveries add constraint deliveries_status_known
    check (status in ('pending', 'succeeded', 'failed', 'cancelled', 'missed'));

-- Few rows, and none for an endpoint that is well: a recovery finds them among millions that were delivered.
create index deliveries_recoverable on deliveries (tenant_id, subscription_id, id) where status in ('failed', 'missed');

create table recoveries (
    tenant_id       uuid        not null,
    id              uuid        not null,
    subscription_id uuid        not null,
    since           timestamptz not null,
    position        uuid        not null,
    recovered       bigint      not null default 0,
    created_at      timestamptz not null,
    advanced_at     timestamptz not null,
    finished_at     timestamptz,
    constraint recoveries_pk primary key (tenant_id, id)
);

comment on column recoveries.position is 'the last delivery that was looked at; the next ones follow by id, which begins with the time of the fact';

create unique index recoveries_one_at_a_time on recoveries (tenant_id, subscription_id) where finished_at is null;
create index recoveries_running on recoveries (advanced_at) where finished_at is null;

alter table recoveries enable row level security;
alter table recoveries force row level security;
create policy tenant_isolation on recoveries
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
