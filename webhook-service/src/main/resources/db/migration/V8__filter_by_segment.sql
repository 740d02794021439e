-- A projection of lealup.segments.v1: who belongs to a segment is worked out here, as of each fact.
create table segments (
    tenant_id uuid not null,
    id        uuid not null,
    revision  bigint not null,
    filter    text not null,
    constraint segments_pk primary key (tenant_id, id)
);

comment on column segments.filter is 'one JSON object in the API''s filter language';

alter table segments enable row level security;
alter table segments force row level security;
create policy tenant_isolation on segments
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

alter table subscriptions add column segment_id uuid;

alter table customer_facts
    add column health_score integer,
    add column customer text;

comment on column customer_facts.customer is 'the customer as the API shows it, without its health; JSON';
