-- The words of a customer in ASCII, as plain expressions: a query inside, even as small a one, cost more than all else of
-- it. A word may stand there twice now, which is one row of customer_words all the same.
create or replace function customer_words(name text, email_domain text) returns text[]
    language plpgsql immutable parallel safe
as $$
declare
    written text := concat_ws(' ', name, email_domain);
begin
    if octet_length(written) <> char_length(written)
        or position('xn--' in email_domain) > 0
        or (octet_length(written) > 64 and written ~ '[a-zA-Z0-9]{65}') then
        return customer_words_of_any_script(name, email_domain);
    end if;
    if name ~ '[^a-zA-Z0-9 ]' then
        written := concat_ws(' ', written, regexp_replace(name, '[^a-zA-Z0-9[:space:]]+', '', 'g'));
    end if;
    return array_remove(regexp_split_to_array(lower(written collate "C"), '[^a-z0-9]+'), '');
end
$$;

create or replace function add_customer_words() returns trigger
    language plpgsql
as $$
begin
    insert into customer_words (tenant_id, word, customer_id)
    select distinct tenant_id, word collate "C", id
    from added
    cross join unnest(words) as word
    order by tenant_id, word collate "C", id;
    return null;
end
$$;

create or replace function replace_customer_words() returns trigger
    language plpgsql
as $$
begin
    delete from customer_words
    where tenant_id = old.tenant_id
      and customer_id = old.id
      and word = any (old.words);
    if tg_op = 'UPDATE' then
        insert into customer_words (tenant_id, word, customer_id)
        select distinct new.tenant_id, word, new.id
        from unnest(new.words) as word;
    end if;
    return null;
end
$$;
