-- Users of the workspaces, as far as customers need them: a projection of lealup.users.v1, and of what the gateway
-- answered about an address that had not arrived yet (revision 0, so that the topic's record always wins).
create table owners (
    tenant_id uuid not null,
    id uuid not null,
    revision bigint not null constraint owners_revision_not_negative check (revision >= 0),
    email text not null,
    email_folded text not null,
    active boolean not null,
    constraint owners_pkey primary key (tenant_id, id)
);

-- Not unique: the gateway decides about uniqueness, and two records may arrive in either order.
create index owners_email_folded_idx on owners (tenant_id, email_folded);

alter table owners enable row level security;
alter table owners force row level security;
create policy tenant_isolation on owners
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
