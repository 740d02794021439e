-- What health-service says about a customer: a projection of lealup.health-scores.v1, in its own table so that a score
-- changes neither the customer's row, nor its revision, nor its updated_at. One row for each customer from its
-- creation (revision 0: not scored yet), so that a list sorted by score needs no outer join.
create table customer_health (
    tenant_id uuid not null,
    customer_id uuid not null,
    revision bigint not null constraint customer_health_revision_not_negative check (revision >= 0),
    score integer constraint customer_health_score_range check (score between 0 and 100),
    status text constraint customer_health_status_known check (status in ('healthy', 'neutral', 'at_risk')),
    constraint customer_health_pkey primary key (tenant_id, customer_id)
);

create index customer_health_score_idx on customer_health (tenant_id, score, customer_id);

alter table customer_health enable row level security;
alter table customer_health force row level security;
create policy tenant_isolation on customer_health
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
