-- As next_notice, for rows that have had no notice yet: an expression for each, where a query for each took as long as
-- writing the row.
create or replace function schedule_renewals() returns trigger
    language plpgsql
as $$
begin
    insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
    select tenant_id, id, renewal_date, days, timezone(zone, (renewal_date - days)::timestamp)
    from (
        select tenant_id, id, renewal_date, zone,
            case
                when ahead >= 60 then 60
                when ahead >= 30 then 30
                when ahead >= 15 then 15
                when ahead >= 7 then 7
            end as days
        from (
            select added.tenant_id, added.id, added.renewal_date, zone,
                added.renewal_date - timezone(zone, scheduling_since(added.updated_at))::date as ahead
            from added
            left join workspaces on workspaces.tenant_id = added.tenant_id
            cross join lateral (select coalesce(workspaces.time_zone, 'UTC')) as own (zone)
            where added.renewal_date is not null
              and added.deleted_at is null
              and added.status <> 'churned') as dated) as noticed
    where days is not null;
    return null;
end
$$;
