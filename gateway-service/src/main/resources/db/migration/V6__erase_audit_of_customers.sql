-- Customers that are gone for good: what was written about them in the audit log goes, and what is late about them is
-- kept without its contents.
create table erased_customers (
    tenant_id uuid not null,
    customer_id text not null,
    erased_at timestamptz not null,
    constraint erased_customers_pkey primary key (tenant_id, customer_id)
);

alter table erased_customers enable row level security;
alter table erased_customers force row level security;
create policy tenant_isolation on erased_customers
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- A mark stays: without it what is late would be kept whole.
do $$
declare
    grantee text;
begin
    for grantee in
        select distinct acl.grantee::regrole::text
        from pg_class, aclexplode(relacl) as acl
        where oid = 'erased_customers'::regclass
          and acl.grantee <> relowner
          and acl.grantee <> 0
    loop
        execute format('revoke all on erased_customers from %s', grantee);
        execute format('grant select, insert on erased_customers to %s', grantee);
    end loop;
end
$$;

-- The log stays append-only but for one thing: an entry about a customer that is marked as erased loses what it says
-- of that customer, and nothing else of it changes. The row decides, whoever asks; the setting only spares statements
-- that mean something else the look at each row, and opens nothing by itself.
create or replace function refuse_to_change_the_past() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if tg_op = 'UPDATE' and current_setting('lealup.erasing_audit', true) = 'on' then
        return null;
    end if;
    raise exception '% on % is refused: it is append-only', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create function allow_only_erasing() returns trigger
    language plpgsql
    set search_path = gateway, pg_temp
as $$
begin
    if new.before = '{"erased": true}'
        and new.after = '{"erased": true}'
        and old.subject_type = 'customer'
        and (new.tenant_id, new.entry_id, new.at, new.actor_type, new.actor_id, new.actor_name, new.action,
             new.subject_type, new.subject_id, new.client_address, new.request_id)
            is not distinct from
            (old.tenant_id, old.entry_id, old.at, old.actor_type, old.actor_id, old.actor_name, old.action,
             old.subject_type, old.subject_id, old.client_address, old.request_id)
        and exists (
            select
            from erased_customers
            where tenant_id = old.tenant_id
              and customer_id = old.subject_id)
    then
        return new;
    end if;
    raise exception 'UPDATE on audit_entries is refused: it is append-only'
        using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entries_are_only_erased
    before update on audit_entries
    for each row execute function allow_only_erasing();

alter table audit_entries enable always trigger audit_entries_are_only_erased;

-- The one way to erase; the working roles may not update the table. Runs as the owner, whom the row-level policy binds:
-- it reaches the tenant it is given and no other, and leaves no setting behind.
create function erase_audit_of_customer(tenant uuid, customer text) returns bigint
    language plpgsql
    security definer
    set search_path = gateway, pg_temp
as $$
declare
    changed bigint;
    served text := current_setting('lealup.tenant_id', true);
begin
    perform set_config('lealup.tenant_id', tenant::text, true);
    perform set_config('lealup.erasing_audit', 'on', true);
    update audit_entries
    set before = '{"erased": true}',
        after = '{"erased": true}'
    where tenant_id = tenant
      and subject_type = 'customer'
      and subject_id = customer
      and (before not in ('{}', '{"erased": true}') or after not in ('{}', '{"erased": true}'));
    get diagnostics changed = row_count;
    perform set_config('lealup.erasing_audit', '', true);
    perform set_config('lealup.tenant_id', coalesce(served, ''), true);
    return changed;
end
$$;

revoke execute on function erase_audit_of_customer(uuid, text) from public;
grant execute on function erase_audit_of_customer(uuid, text) to gateway_worker;
