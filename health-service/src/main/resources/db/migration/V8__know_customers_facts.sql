-- What summaries show of a customer beside its score. Null until its state is read again, and once it is erased.
alter table customers
  add column name text,
  add column arr numeric(18, 2),
  add column status text,
  add column owner_id uuid,
  add column renewal_date date;

-- The compacted topic has the latest state of every customer.
update consumer_offsets
set next_offset = 0
where consumer_group = 'health-service.customers';
