alter table subscriptions
    add column retries integer[]
        constraint subscriptions_retries_few check (cardinality(retries) <= 20);

comment on column subscriptions.retries is
    'seconds to wait after each failed attempt, in order; null for the schedule of the deployment';
