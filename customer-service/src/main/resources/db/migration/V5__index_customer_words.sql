-- Search: every word of a customer's name and domain, folded, one row each. Plain text in "C" order, whose comparisons
-- are leakproof, so that a prefix is a range of the primary key under row-level security too. See RATIONALE.md.

-- RFC 3492, section 6.2. What is not punycode comes back as it is: nothing may fail while a customer is written.
create function punycode_decoded(label text) returns text
    language plpgsql immutable strict parallel safe
as $$
declare
    digits text := substr(label, 5);
    delimiter int := length(digits) - position('-' in reverse(digits)) + 1;
    output int[] := '{}';
    n int := 128;
    i bigint := 0;
    bias int := 72;
    previous bigint;
    weight bigint;
    threshold int;
    digit int;
    delta bigint;
    k int;
    at int := 1;
begin
    if left(label, 4) <> 'xn--' then
        return label;
    end if;
    if position('-' in digits) > 0 then
        select coalesce(array_agg(ascii(c) order by place), '{}')
        into output
        from unnest(string_to_array(left(digits, delimiter - 1), null)) with ordinality as basic (c, place);
        at := delimiter + 1;
    end if;
    while at <= length(digits) loop
        previous := i;
        weight := 1;
        k := 36;
        loop
            digit := position(substr(digits, at, 1) in 'abcdefghijklmnopqrstuvwxyz0123456789') - 1;
            if at > length(digits) or digit < 0 or weight > 100000000 then
                return label;
            end if;
            at := at + 1;
            i := i + digit * weight;
            threshold := case when k <= bias then 1 when k >= bias + 26 then 26 else k - bias end;
            exit when digit < threshold;
            weight := weight * (36 - threshold);
            k := k + 36;
        end loop;
        delta := (i - previous) / case when previous = 0 then 700 else 2 end;
        delta := delta + delta / (cardinality(output) + 1);
        k := 0;
        while delta > 455 loop
            delta := delta / 35;
            k := k + 36;
        end loop;
        bias := k + (36 * delta / (delta + 38))::int;
        if n + i / (cardinality(output) + 1) > 1114111 then
            return label;
        end if;
        n := n + (i / (cardinality(output) + 1))::int;
        i := i % (cardinality(output) + 1);
        if n between 55296 and 57343 then
            return label;
        end if;
        output := output[:i::int] || n || output[i::int + 1:];
        i := i + 1;
    end loop;
    return (select string_agg(chr(c), '' order by place) from unnest(output) with ordinality as decoded (c, place));
end
$$;

-- Without case, accents and the strokes and ligatures that no decomposition takes apart.
create function folded(text) returns text
    language sql immutable strict parallel safe
return replace(replace(translate(regexp_replace(
    normalize(casefold(normalize($1, nfkd) collate pg_unicode_fast), nfkd), '[\u0300-\u036f]', '', 'g'),
    'øłđðħıŧ', 'olddhit'), 'æ', 'ae'), 'œ', 'oe');

-- The different words of a text, in order, each cut at 64 characters.
create function words_in(text) returns text[]
    language sql immutable strict parallel safe
return (
    select coalesce(array_agg(distinct left(found[1], 64) collate "C"), '{}')
    from regexp_matches(folded($1) collate pg_unicode_fast, '[[:alnum:]]+', 'g') as found);

-- "O'Neill-Tech" is found by o'neill, neill, tech and oneilltech; bücher.example by its letters and by its punycode.
create function customer_words(name text, email_domain text) returns text[]
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

alter table customers
    add column words text[] collate "C" not null generated always as (customer_words(name, email_domain)) stored;

create table customer_words (
    tenant_id uuid not null,
    word text collate "C" not null,
    customer_id uuid not null,
    constraint customer_words_pkey primary key (tenant_id, word, customer_id)
);

alter table customer_words enable row level security;
alter table customer_words force row level security;
create policy tenant_isolation on customer_words
    using (tenant_id = nullif(current_setting('lealup.tenant_id', true), '')::uuid);

create function add_customer_words() returns trigger
    language plpgsql
as $$
begin
    insert into customer_words (tenant_id, word, customer_id)
    select tenant_id, unnest(words), id
    from added;
    return null;
end
$$;

create function replace_customer_words() returns trigger
    language plpgsql
as $$
begin
    delete from customer_words
    where tenant_id = old.tenant_id
      and customer_id = old.id
      and word = any (old.words);
    if tg_op = 'UPDATE' then
        insert into customer_words (tenant_id, word, customer_id)
        select new.tenant_id, unnest(new.words), new.id;
    end if;
    return null;
end
$$;

-- By statement, so that a bulk load writes its words in one go.
create trigger customers_words_added
    after insert on customers
    referencing new table as added
    for each statement execute function add_customer_words();

create trigger customers_words_replaced
    after update on customers
    for each row
    when (old.words is distinct from new.words)
    execute function replace_customer_words();

create trigger customers_words_removed
    after delete on customers
    for each row execute function replace_customer_words();
