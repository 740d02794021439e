-- What cost the most of writing a customer. The words and the domains are the same as before.

-- Counting up to 253 while matching made this dearer than all indexes together.
alter table customers drop constraint customers_email_domain_form;
alter table customers add constraint customers_email_domain_form
    check (char_length(email_domain) between 3 and 253 and email_domain !~ '[^a-z0-9.-]');

-- As customer_words was until now.
create function customer_words_of_any_script(name text, email_domain text) returns text[]
    language sql immutable parallel safe
return words_in(concat_ws(' ',
    name,
    case
        when name ~ '[^[:alnum:][:space:]]' then
            regexp_replace(folded(name) collate pg_unicode_fast, '[^[:alnum:][:space:]]+', '', 'g')
    end,
    email_domain,
    case
        when email_domain like '%xn--%' then (
            select string_agg(punycode_decoded(label), '.')
            from string_to_table(email_domain, '.') as label)
    end));

-- Of ASCII alone there is nothing to decompose, and small letters are all there is to folding.
create or replace function customer_words(name text, email_domain text) returns text[]
    language plpgsql immutable parallel safe
    set plan_cache_mode = auto
as $$
declare
    written text := concat_ws(' ', name, email_domain);
begin
    if octet_length(written) <> char_length(written) or position('xn--' in email_domain) > 0 then
        return customer_words_of_any_script(name, email_domain);
    end if;
    if name ~ '[^a-zA-Z0-9 ]' then
        written := concat_ws(' ', written, regexp_replace(name, '[^a-zA-Z0-9[:space:]]+', '', 'g'));
    end if;
    return (
        select coalesce(array_agg(distinct left(word, 64) collate "C"), '{}')
        from regexp_split_to_table(lower(written collate "C"), '[^a-z0-9]+') as word
        where word <> '');
end
$$;

-- In the order of the index: the words of one load lie near each other.
create or replace function add_customer_words() returns trigger
    language plpgsql
as $$
begin
    insert into customer_words (tenant_id, word, customer_id)
    select tenant_id, word, id
    from added
    cross join unnest(words) as word
    order by tenant_id, word collate "C", id;
    return null;
end
$$;

-- For imports: see RATIONALE.md, "An import plans its look-ups anew".
grant maintain on customers to customer_worker;
