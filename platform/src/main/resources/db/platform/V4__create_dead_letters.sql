-- Records that a consumer could not process, whole, so that this service can process them again. Gone 30 days after
-- they failed, as from the dead-letter topic.
create table dead_letters (
  id uuid not null,
  -- The workspace that the key names; whether header and value name the same is in verified.
  tenant_id uuid,
  verified boolean not null,
  consumer_group text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  record_key bytea,
  value bytea,
  header_names text[] not null,
  header_values bytea[] not null,
  appended_at timestamptz not null,
  state text not null default 'waiting',
  attempts integer not null default 1,
  code text not null,
  message text not null,
  failed_at timestamptz not null,
  constraint dead_letters_pk primary key (id),
  constraint dead_letters_one_for_each_record unique (consumer_group, topic, partition, record_offset),
  constraint dead_letters_verified_has_tenant check (tenant_id is not null or not verified),
  constraint dead_letters_state_known check (state in ('waiting', 'redriven', 'dismissed')),
  constraint dead_letters_headers_match check (cardinality(header_names) = cardinality(header_values))
);

create index dead_letters_by_tenant on dead_letters (tenant_id);
create index dead_letters_by_age on dead_letters (failed_at);
create index dead_letters_waiting on dead_letters (consumer_group) where state = 'waiting';

alter table dead_letters enable row level security;
alter table dead_letters force row level security;
create policy tenant_isolation on dead_letters
  using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
