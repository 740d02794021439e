-- Days with more members than are kept one by one: a sketch of all of them, whose rows in usage_members are gone.
create table usage_sketches (
  tenant_id uuid not null,
  customer_id uuid not null,
  day date not null,
  kind smallint not null,
  sketch bytea not null,
  constraint usage_sketches_pk primary key (tenant_id, customer_id, day, kind)
) partition by range (day);

alter table usage_sketches enable row level security;
alter table usage_sketches force row level security;
create policy tenant_isolation on usage_sketches
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

insert into partitioned_tables (name, unit, written_back, written_ahead, kept)
values ('usage_sketches', 'month', '55 days', '40 days', '60 days');
