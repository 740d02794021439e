package com.lealup.customer.search;

import com.lealup.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes of a text the words to search for, as far as the workspace has them. */
@Component
public class SearchWords {

    private static final String SPLIT = "select unnest(words_in(:text))";

    private static final String COUNT = """
            select coalesce(sum(found.customers), 0)
            from unnest(:from::text[], :until::text[]) as range (lower, upper)
            cross join lateral (
                select count(*) as customers
                from (
                    select 1
                    from customer_words w
                    where w.tenant_id = :tenant
                      and w.word >= range.lower
                      and w.word < range.upper
                    limit :most
                ) as counted
            ) as found
            """;

    // One look at the index for each: which of many beginnings any customer has.
    private static final String EXISTING = """
            select range.lower
            from unnest(:from::text[], :until::text[]) as range (lower, upper)
            cross join lateral (
                select 1
                from customer_words w
                where w.tenant_id = :tenant
                  and w.word >= range.lower
                  and w.word < range.upper
                limit 1
            ) as found
            """;

    /** A client's text may have at most that many characters (code points). */
    public static final int LONGEST = 200;

    /** And at most that many different words. */
    public static final int MOST_WORDS = 8;

    private final JdbcClient jdbc;

    SearchWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The different words of a text, folded as those of customers are. */
    @Transactional(readOnly = true)
    public List<String> split(String text) {
        return jdbc.sql(SPLIT)
                .param("text", text)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Searches for words as they were written; one that nobody has is forgiven a typo. */
    @Transactional(readOnly = true)
    public Search written(TenantId tenant, List<String> words) {
        var meant = new ArrayList<Search.Word>();
        for (var word : words) {
            var written = word(tenant, Set.of(word));
            meant.add(written.found() == 0 ? word(tenant, existing(tenant, Typos.of(word))) : written);
        }
        return new Search(List.copyOf(meant));
    }

    /** Searches for words each of which may have a typo. */
    @Transactional(readOnly = true)
    public Search forgiven(TenantId tenant, List<String> words) {
        var meant = new ArrayList<Search.Word>();
        for (var word : words) {
            var near = new HashSet<>(existing(tenant, Typos.of(word)));
            near.add(word);
            meant.add(word(tenant, near));
        }
        return new Search(List.copyOf(meant));
    }

    private Search.Word word(TenantId tenant, Collection<String> beginnings) {
        var ranges = WordRange.disjoint(beginnings);
        return new Search.Word(ranges, ranges.isEmpty() ? 0 : count(tenant, ranges));
    }

    private int count(TenantId tenant, List<WordRange> ranges) {
        var found = jdbc.sql(COUNT)
                .param("tenant", tenant.value())
                .param("from", ranges.stream().map(WordRange::from).toArray(String[]::new))
                .param("until", ranges.stream().map(WordRange::until).toArray(String[]::new))
                .param("most", Search.COMMON)
                .query(Long.class)
                .single();
        return (int) Math.min(found, Search.COMMON);
    }

    private List<String> existing(TenantId tenant, Set<String> beginnings) {
        if (beginnings.isEmpty()) {
            return List.of();
        }
        var from = beginnings.toArray(String[]::new);
        return jdbc.sql(EXISTING)
                .param("tenant", tenant.value())
                .param("from", from)
                .param(
                        "until",
                        Arrays.stream(from)
                                .map(word -> WordRange.beginningWith(word).until())
                                .toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .list();
    }
}
