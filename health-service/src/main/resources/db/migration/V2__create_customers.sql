-- What this service knows of customers: that they exist, and since when they do not.
create table customers (
  tenant_id uuid not null,
  customer_id uuid not null,
  revision bigint not null,
  deleted_at timestamptz,
  constraint customers_pk primary key (tenant_id, customer_id)
);

alter table customers enable row level security;
alter table customers force row level security;
create policy tenant_isolation on customers
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
