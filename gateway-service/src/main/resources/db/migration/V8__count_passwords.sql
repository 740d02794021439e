-- How often somebody chose a new password: what was proven with an older one counts no more, in whatever order it commits.
alter table users add column password_version bigint not null default 0
    constraint users_password_version_positive check (password_version >= 0);
