-- Which tables are kept by time. Partitions are made ahead and dropped whole; there is no default partition, because
-- rows that landed in one would block the partition they belong to.
create table partitioned_tables (
  name text constraint partitioned_tables_pk primary key,
  unit text not null constraint partitioned_tables_unit check (unit in ('day', 'month')),
  written_back interval not null,
  written_ahead interval not null,
  kept interval not null
);

-- The worker role may not create tables; it may run this, which takes nothing from its caller but an instant.
create function keep_partitions(at timestamptz) returns integer
language plpgsql
security definer
set search_path = health, pg_temp
set timezone = 'UTC'
set lock_timeout = '5s'
as $$
declare
  parent record;
  old record;
  lower_bound date;
  upper_bound date;
  partition_name text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('health.keep_partitions', 0));
  for parent in select * from partitioned_tables order by name loop
    lower_bound := date_trunc(parent.unit, at - parent.written_back);
    while lower_bound <= at + parent.written_ahead loop
      upper_bound := lower_bound + ('1 ' || parent.unit)::interval;
      partition_name := parent.name || to_char(lower_bound, '_YYYYMMDD');
      if to_regclass(partition_name) is null then
        -- Attaching locks out nobody who reads or writes; creating in place would.
        execute format('create table %I (like %I including all)', partition_name, parent.name);
        execute format('alter table %I enable row level security', partition_name);
        execute format('alter table %I force row level security', partition_name);
        execute format(
          'alter table %I attach partition %I for values from (%L) to (%L)',
          parent.name, partition_name, lower_bound, upper_bound);
        made := made + 1;
      end if;
      lower_bound := upper_bound;
    end loop;
    for old in
      select child.relname
      from pg_inherits
      join pg_class child on child.oid = pg_inherits.inhrelid
      where pg_inherits.inhparent = to_regclass(parent.name)
        -- The planner may ask this of tables that are no partitions; only "case" keeps it from reading a date there.
        and case
          when child.relname ~ '_[0-9]{8}$'
          then to_date(right(child.relname, 8), 'YYYYMMDD') + ('1 ' || parent.unit)::interval < at - parent.kept
          else false
        end
    loop
      execute format('drop table %I', old.relname);
    end loop;
  end loop;
  return made;
end
$$;

revoke execute on function keep_partitions(timestamptz) from public;
grant execute on function keep_partitions(timestamptz) to health_worker;
