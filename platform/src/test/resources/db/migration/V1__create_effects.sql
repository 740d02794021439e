create table effects (
  tenant_id uuid not null,
  name text not null,
  times integer not null default 1,
  constraint effects_pk primary key (tenant_id, name)
);

alter table effects enable row level security;
alter table effects force row level security;
create policy tenant_isolation on effects
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
