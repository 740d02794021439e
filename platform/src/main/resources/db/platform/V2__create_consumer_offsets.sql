-- The next offset to process of each partition, written by the transaction that processed the ones before it.
create table consumer_offsets (
  consumer_group text not null,
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  updated_at timestamptz not null default now(),
  constraint consumer_offsets_pk primary key (consumer_group, topic, partition)
);

alter table consumer_offsets set (fillfactor = 50);
