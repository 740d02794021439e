-- The proof that a customer was erased: who asked, when, and what each service says it erased. Nothing about the
-- customer but its id, so these rows stay.
create table erasures (
    tenant_id uuid not null,
    customer_id uuid not null,
    id uuid not null,
    cause text not null constraint erasures_cause_known check (cause in ('requested', 'trash_expired')),
    requested_at timestamptz not null,
    actor_type text not null,
    actor_id text not null,
    actor_name text not null,
    request_id text not null,
    completed_at timestamptz,
    constraint erasures_pkey primary key (tenant_id, customer_id),
    constraint erasures_id_key unique (tenant_id, id)
);

create table erasure_acks (
    tenant_id uuid not null,
    customer_id uuid not null,
    service text not null,
    counts jsonb not null,
    erased_at timestamptz not null,
    constraint erasure_acks_pkey primary key (tenant_id, customer_id, service),
    constraint erasure_acks_erasure_fkey foreign key (tenant_id, customer_id) references erasures
);

alter table erasures enable row level security;
alter table erasures force row level security;
create policy tenant_isolation on erasures
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table erasure_acks enable row level security;
alter table erasure_acks force row level security;
create policy tenant_isolation on erasure_acks
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

-- A proof is not rewritten: only its completion is.
revoke delete, truncate on erasures, erasure_acks from customer_api, customer_worker;
revoke update on erasure_acks from customer_api, customer_worker;

-- The trash by age, across tenants: for the purge alone.
create index customers_deleted_at_idx on customers (deleted_at) where deleted_at is not null;

-- The one way to change an audit entry: what was written about an erased customer goes, who did what stays. Runs as the
-- owner, whom the row-level policy binds too, so it reaches the tenant of the transaction and no other.
create function erase_audit_of_customer(erased uuid) returns bigint
    language plpgsql
    security definer
    set search_path = customer, pg_temp
as $$
declare
    changed bigint;
begin
    update audit_entries
    set before = null,
        after = null
    where tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid
      and customer_id = erased
      and (before is not null or after is not null)
      and exists (
          select
          from erasures
          where erasures.tenant_id = audit_entries.tenant_id
            and erasures.customer_id = erased);
    get diagnostics changed = row_count;
    return changed;
end
$$;

revoke execute on function erase_audit_of_customer(uuid) from public;
grant execute on function erase_audit_of_customer(uuid) to customer_api, customer_worker;
