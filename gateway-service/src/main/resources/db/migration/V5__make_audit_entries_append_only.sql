-- What the default privileges gave away is taken back from whomever they gave it to.
do $$
declare
    grantee text;
begin
    for grantee in
        select distinct acl.grantee::regrole::text
        from pg_class, aclexplode(relacl) as acl
        where oid = 'audit_entries'::regclass
          and acl.grantee <> relowner
          and acl.grantee <> 0
    loop
        execute format('revoke all on audit_entries from %s', grantee);
        execute format('grant select, insert on audit_entries to %s', grantee);
    end loop;
end
$$;

create function refuse_to_change_the_past() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    raise exception '% on % is refused: it is append-only', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entries_are_append_only
    before update or delete or truncate on audit_entries
    for each statement execute function refuse_to_change_the_past();

-- Also while a session plays the replica.
alter table audit_entries enable always trigger audit_entries_are_append_only;

create index audit_entries_of_an_actor on audit_entries (tenant_id, actor_id, entry_id);
create index audit_entries_of_a_subject on audit_entries (tenant_id, subject_id, entry_id);
