-- Mails that are due. What a link's mail needs, and no secret: the link is made when the mail is sent.
create table mails (
    tenant_id uuid not null,
    user_id uuid not null,
    purpose text not null constraint mails_purpose_known check (purpose in ('invitation', 'password_reset')),
    expires_at timestamptz not null,
    send_at timestamptz not null,
    failures integer not null constraint mails_failures_positive check (failures >= 0),
    claim bigint not null,
    constraint mails_pkey primary key (tenant_id, user_id, purpose),
    constraint mails_user_fkey foreign key (tenant_id, user_id) references users (tenant_id, user_id)
);
create index mails_by_send_at on mails (send_at);
alter table mails enable row level security;
alter table mails force row level security;
create policy tenant_isolation on mails
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
