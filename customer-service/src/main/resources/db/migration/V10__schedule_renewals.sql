-- What customers need of their workspaces: where their days begin. A projection of lealup.workspaces.v1.
create table workspaces (
    tenant_id uuid not null,
    revision bigint not null constraint workspaces_revision_positive check (revision > 0),
    time_zone text not null constraint workspaces_time_zone_known
        check (timezone(time_zone, timestamptz '2026-01-01 00:00:00Z') is not null),
    constraint workspaces_pkey primary key (tenant_id)
);

-- The next notice of each customer's renewal; no row, no further notice. Kept by the triggers below, whoever writes.
create table renewals (
    tenant_id uuid not null,
    customer_id uuid not null,
    renewal_date date not null,
    days integer not null constraint renewals_days_known check (days in (60, 30, 15, 7)),
    due_at timestamptz not null,
    constraint renewals_pkey primary key (tenant_id, customer_id),
    constraint renewals_customer_fkey foreign key (tenant_id, customer_id) references customers on delete cascade
);

create index renewals_due_idx on renewals (due_at);

-- Which notices went out. The key is what makes each of them go out once, however often a date moves to and fro.
create table renewal_notices (
    tenant_id uuid not null,
    customer_id uuid not null,
    renewal_date date not null,
    days integer not null,
    constraint renewal_notices_pkey primary key (tenant_id, customer_id, renewal_date, days),
    constraint renewal_notices_customer_fkey foreign key (tenant_id, customer_id) references customers
        on delete cascade
);

alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy tenant_isolation on workspaces
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table renewals enable row level security;
alter table renewals force row level security;
create policy tenant_isolation on renewals
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table renewal_notices enable row level security;
alter table renewal_notices force row level security;
create policy tenant_isolation on renewal_notices
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- The first notice from the day of "since" on, with fewer days than "below": a notice is due when its day begins in the
-- workspace's time zone, and one whose day is today already is due at once.
create function next_notice(renewal date, zone text, since timestamptz, below integer)
    returns table (days integer, due_at timestamptz)
    language sql stable
begin atomic
    select notice.days, timezone(zone, (renewal - notice.days)::timestamp)
    from (values (60), (30), (15), (7)) as notice (days)
    where notice.days < below
      and renewal - notice.days >= timezone(zone, since)::date
    order by notice.days desc
    limit 1;
end;

create function schedule_renewals() returns trigger
    language plpgsql
as $$
begin
    insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
    select added.tenant_id, added.id, added.renewal_date, notice.days, notice.due_at
    from added
    left join workspaces on workspaces.tenant_id = added.tenant_id
    cross join lateral next_notice(
        added.renewal_date, coalesce(workspaces.time_zone, 'UTC'), added.updated_at, 61) as notice
    where added.renewal_date is not null
      and added.deleted_at is null
      and added.status <> 'churned';
    return null;
end
$$;

create function reschedule_renewal() returns trigger
    language plpgsql
as $$
begin
    delete from renewals
    where tenant_id = new.tenant_id
      and customer_id = new.id;
    if new.renewal_date is not null and new.deleted_at is null and new.status <> 'churned' then
        insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
        select new.tenant_id, new.id, new.renewal_date, notice.days, notice.due_at
        from next_notice(
            new.renewal_date,
            coalesce((select time_zone from workspaces where tenant_id = new.tenant_id), 'UTC'),
            new.updated_at,
            61) as notice;
    end if;
    return null;
end
$$;

-- By statement, so that a bulk load schedules its renewals in one go.
create trigger customers_renewals_scheduled
    after insert on customers
    referencing new table as added
    for each statement execute function schedule_renewals();

create trigger customers_renewals_rescheduled
    after update on customers
    for each row
    when ((old.renewal_date, old.status = 'churned', old.deleted_at is null)
        is distinct from (new.renewal_date, new.status = 'churned', new.deleted_at is null))
    execute function reschedule_renewal();

insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
select c.tenant_id, c.id, c.renewal_date, notice.days, notice.due_at
from customers c
cross join lateral next_notice(c.renewal_date, 'UTC', now(), 61) as notice
where c.renewal_date is not null
  and c.deleted_at is null
  and c.status <> 'churned';
