-- Random ids come back only with their record, at the same place of the topic: how far it was ever taken says enough.
-- Unlike the consumer's own offset it never goes back, also when somebody has the topic read again.
create table taken_offsets (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  constraint taken_offsets_pk primary key (topic, partition)
);

delete from partitioned_tables where name = 'seen_once';

drop table seen_once;
