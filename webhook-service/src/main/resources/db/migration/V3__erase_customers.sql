-- Customers that are gone for good. Whoever is about to queue a message looks here first, so that what is in flight
-- for them finds no way in.
create table erased_customers (
    tenant_id   uuid        not null,
    customer_id uuid        not null,
    erased_at   timestamptz not null,
    constraint erased_customers_pk primary key (tenant_id, customer_id)
);

alter table erased_customers enable row level security;
alter table erased_customers force row level security;
create policy tenant_isolation on erased_customers
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table messages add column erased_at timestamptz;
comment on column messages.erased_at is 'when its body was erased with its customer; it is never sent again';

create index messages_of_customer on messages (tenant_id, customer_id) where customer_id is not null;
create index deliveries_of_message on deliveries (tenant_id, message_id);
