alter table subscriptions
    alter column url drop not null,
    add column rate_limit integer
        constraint subscriptions_rate_limit_sane check (rate_limit between 1 and 1000),
    add column paced_until timestamptz,
    add column ordered boolean not null default false,
    add column public_key text,
    add column health_status text
        constraint subscriptions_health_status_known check (health_status in ('healthy', 'neutral', 'at_risk')),
    add column min_arr numeric(18, 2)
        constraint subscriptions_min_arr_not_negative check (min_arr >= 0);

comment on column subscriptions.url is 'null: nothing is sent, the receiver polls';
comment on column subscriptions.rate_limit is 'most attempts a second, of all processes together; null for no limit';
comment on column subscriptions.paced_until is 'up to when the rate limit is used up';
comment on column subscriptions.public_key is 'what v1a signatures are verified with; null where signatures are v1';

alter table deliveries
    add column order_key uuid,
    add column position bigint;

alter table deliveries drop constraint deliveries_status_known;
alter table deliveries add constraint deliveries_status_known
    check (status in ('pending', 'succeeded', 'failed', 'cancelled', 'missed', 'available'));

comment on column deliveries.order_key is 'the customer, where deliveries about one customer go out one after the other';
comment on column deliveries.position is 'the place among those with the same key, or among those that are polled';
comment on column deliveries.send_at is
    'when the next attempt is due; while claimed, when the claim expires; infinity while an earlier one of the same order_key is pending';

create sequence delivery_positions;

-- Both are empty for subscriptions that are neither ordered nor polled.
create index deliveries_in_order on deliveries (tenant_id, subscription_id, order_key, position)
    where status = 'pending' and order_key is not null;
create index deliveries_to_poll on deliveries (tenant_id, subscription_id, position) where status = 'available';

create table customer_facts (
    tenant_id     uuid not null,
    customer_id   uuid not null,
    arr           numeric(18, 2),
    health_status text,
    constraint customer_facts_pk primary key (tenant_id, customer_id)
);

comment on table customer_facts is 'what filters ask about a customer that the fact at hand does not say';

alter table customer_facts enable row level security;
alter table customer_facts force row level security;
create policy tenant_isolation on customer_facts
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
