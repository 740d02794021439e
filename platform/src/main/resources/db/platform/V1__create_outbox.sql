-- Facts on their way to Kafka. Not owned by a tenant: the relay reads it whole, and a row lives for milliseconds.
create table outbox (
  id bigint generated always as identity,
  topic text not null,
  record_key bytea,
  value bytea,
  header_names text[] not null,
  header_values bytea[] not null,
  created_at timestamptz not null default now(),
  constraint outbox_pk primary key (id),
  constraint outbox_headers_match check (cardinality(header_names) = cardinality(header_values))
);

-- Rows come and go all the time: clean up early, and by cost that does not hold the relay up.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Which instance relays. The lease only chooses one; what makes it safe is the producer's fixed transactional id.
create table outbox_lease (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamptz not null,
  constraint outbox_lease_pk primary key (singleton),
  constraint outbox_lease_one_row check (singleton)
);
