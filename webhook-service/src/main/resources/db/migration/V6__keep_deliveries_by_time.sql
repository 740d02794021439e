-- Ids begin with the time of the fact, so a range of ids is a range of time: what is old enough goes with its partition,
-- and the ids alone say where a row is. There is no default partition, because rows that landed in one would block the
-- partition they belong to.
create function id_at(at timestamptz) returns uuid
    language sql immutable
return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

create table partitioned_tables (
    name          text constraint partitioned_tables_pk primary key,
    written_back  interval not null,
    written_ahead interval not null,
    kept          interval not null,
    fillfactor    integer  not null
);

comment on column partitioned_tables.kept is 'a partition is dropped when all of it is older; each is a week';

insert into partitioned_tables (name, written_back, written_ahead, kept, fillfactor)
values ('messages', '31 days', '14 days', '30 days', 100),
       ('deliveries', '31 days', '14 days', '30 days', 80),
       ('attempts', '31 days', '14 days', '30 days', 100);

-- The worker role may not create tables; it may run this, which takes nothing from its caller but an instant.
create function keep_partitions(at timestamptz) returns integer
    language plpgsql
    security definer
    set search_path = webhook, pg_temp
    set timezone = 'UTC'
    set lock_timeout = '5s'
as $$
declare
    parent         record;
    old            record;
    lower_bound    timestamptz;
    upper_bound    timestamptz;
    partition_name text;
    made           integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('webhook.keep_partitions', 0));
    for parent in select * from partitioned_tables order by name loop
        lower_bound := date_trunc('week', at - parent.written_back);
        while lower_bound <= at + parent.written_ahead loop
            upper_bound := lower_bound + interval '1 week';
            partition_name := parent.name || to_char(lower_bound, '_YYYYMMDD');
            if to_regclass(partition_name) is null then
                -- Attaching locks out nobody who reads or writes; creating in place would.
                execute format(
                    'create table %I (like %I including all) with (fillfactor = %s)',
                    partition_name, parent.name, parent.fillfactor);
                execute format('alter table %I enable row level security', partition_name);
                execute format('alter table %I force row level security', partition_name);
                execute format(
                    'alter table %I attach partition %I for values from (%L) to (%L)',
                    parent.name, partition_name, id_at(lower_bound), id_at(upper_bound));
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
                  then to_date(right(child.relname, 8), 'YYYYMMDD') + interval '1 week' < at - parent.kept
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
grant execute on function keep_partitions(timestamptz) to webhook_worker;

alter table messages rename to messages_whole;
alter table deliveries rename to deliveries_whole;
alter table attempts rename to attempts_whole;

create table messages (like messages_whole including defaults including constraints including comments)
    partition by range (id);
create table deliveries (like deliveries_whole including defaults including constraints including comments)
    partition by range (id);
create table attempts (like attempts_whole including defaults including constraints including comments)
    partition by range (delivery_id);

alter table messages_whole drop constraint messages_pk;
alter table deliveries_whole drop constraint deliveries_pk;
alter table attempts_whole drop constraint attempts_pk;
drop index messages_of_customer;
drop index deliveries_due;
drop index deliveries_of_subscription;
drop index deliveries_of_message;
drop index deliveries_recoverable;

alter table messages add constraint messages_pk primary key (tenant_id, id);
alter table deliveries add constraint deliveries_pk primary key (tenant_id, id);
alter table attempts add constraint attempts_pk primary key (tenant_id, delivery_id, number);
create index messages_of_customer on messages (tenant_id, customer_id) where customer_id is not null;
create index deliveries_due on deliveries (tenant_id, subscription_id, send_at) where status = 'pending';
create index deliveries_of_subscription on deliveries (tenant_id, subscription_id, id desc);
create index deliveries_of_message on deliveries (tenant_id, message_id);
create index deliveries_recoverable on deliveries (tenant_id, subscription_id, id) where status in ('failed', 'missed');

alter table messages enable row level security;
alter table messages force row level security;
create policy tenant_isolation on messages
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy tenant_isolation on deliveries
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table attempts enable row level security;
alter table attempts force row level security;
create policy tenant_isolation on attempts
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

select keep_partitions(now());

-- The owner is held to the policies like everybody else.
alter table messages_whole no force row level security;
alter table deliveries_whole no force row level security;
alter table attempts_whole no force row level security;
alter table messages no force row level security;
alter table deliveries no force row level security;
alter table attempts no force row level security;

insert into messages select * from messages_whole where id >= id_at(date_trunc('week', now() - interval '30 days'));
insert into deliveries select * from deliveries_whole where id >= id_at(date_trunc('week', now() - interval '30 days'));
insert into attempts select * from attempts_whole where delivery_id >= id_at(date_trunc('week', now() - interval '30 days'));

alter table messages force row level security;
alter table deliveries force row level security;
alter table attempts force row level security;

drop table messages_whole, deliveries_whole, attempts_whole;
