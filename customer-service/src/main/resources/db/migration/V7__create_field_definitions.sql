-- What a workspace says about its own fields. Values stay in customers.custom_fields whatever becomes of these rows.
create table field_definitions (
    tenant_id uuid not null,
    id uuid not null,
    revision bigint not null constraint field_definitions_revision_positive check (revision > 0),
    key text not null constraint field_definitions_key_length check (char_length(key) between 1 and 64),
    label text not null constraint field_definitions_label_length check (char_length(label) between 1 and 200),
    type text not null constraint field_definitions_type_known
        check (type in ('TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'DROPDOWN', 'URL', 'CURRENCY')),
    options text[] not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint field_definitions_pkey primary key (tenant_id, id),
    constraint field_definitions_key_key unique (tenant_id, key),
    constraint field_definitions_options_of_dropdown check ((type = 'DROPDOWN') = (cardinality(options) > 0))
);

alter table field_definitions enable row level security;
alter table field_definitions force row level security;
create policy tenant_isolation on field_definitions
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);
