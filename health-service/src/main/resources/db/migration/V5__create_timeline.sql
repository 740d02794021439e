-- type: 1 usage_event, 2 customer_change, 3 score_change. Partitioned by the day an entry was recorded, not by its own
-- time: that may be any past instant, and it is what arrived more than 400 days ago that goes.
create table timeline (
  tenant_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  recorded_on date not null,
  type smallint not null,
  data json not null,
  constraint timeline_pk primary key (tenant_id, customer_id, at, id, recorded_on)
) partition by range (recorded_on);

-- The rare types among many events. An index over all rows would double what an event costs.
create index timeline_changes on timeline (tenant_id, customer_id, at, id) where type <> 1;

alter table timeline enable row level security;
alter table timeline force row level security;
create policy tenant_isolation on timeline
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- Changes of customers stay on their topic for 30 days.
insert into partitioned_tables (name, unit, written_back, written_ahead, kept)
values ('timeline', 'month', '35 days', '40 days', '400 days');

select keep_partitions(now());
