package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerView;
import com.lealup.customer.account.Memberships;
import com.lealup.customer.search.Search;
import com.lealup.customer.search.SearchWords;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a page of the customers that a filter leaves, and of those the ones with certain words. When none has them as
 * they were written, each word is forgiven a typo, on this page and on those that follow.
 */
@Component
class FindCustomers {

    private static final String WRITTEN = "written";
    private static final String FORGIVEN = "forgiven";

    private final CustomerList sorted;
    private final SearchedList searched;
    private final SearchWords searches;
    private final Memberships memberships;

    FindCustomers(CustomerList sorted, SearchedList searched, SearchWords searches, Memberships memberships) {
        this.sorted = sorted;
        this.searched = searched;
        this.searches = searches;
        this.memberships = memberships;
    }

    /** A customer in a list, and the cursor that stands behind it. */
    record Entry(CustomerView customer, Cursor cursor) {}

    /**
     * What is asked.
     *
     * @param words what to search for; empty to list without searching
     * @param sort null for the default: what a search finds nearest first, anything else newest first
     */
    record Query(
            CustomerFilter filter,
            List<String> words,
            @Nullable Sort sort) {}

    /**
     * A page.
     *
     * @param after null for the first one
     * @throws ProblemException 400 for a cursor that somebody made up
     */
    @Transactional(readOnly = true)
    public List<Entry> page(TenantId tenant, Query query, @Nullable Cursor after, int most) {
        var page = read(tenant, query, after, most);
        var shown = memberships.shown(tenant, page.stream().map(Entry::customer).toList());
        return IntStream.range(0, page.size())
                .mapToObj(i -> new Entry(shown.get(i), page.get(i).cursor()))
                .toList();
    }

    private List<Entry> read(TenantId tenant, Query query, @Nullable Cursor after, int most) {
        if (query.words().isEmpty()) {
            var sort = Objects.requireNonNullElse(query.sort(), Sort.DEFAULT);
            return sorted.page(tenant, query.filter(), null, sort, Position.after(after, sort), most).stream()
                    .map(entry -> new Entry(entry.customer(), entry.position().cursor()))
                    .toList();
        }
        if (after != null) {
            return switch (after.text(0)) {
                case WRITTEN -> written(tenant, query, after, most);
                case FORGIVEN -> forgiven(tenant, query, after, most);
                default -> throw forged();
            };
        }
        var page = written(tenant, query, null, most);
        return page.isEmpty() ? forgiven(tenant, query, null, most) : page;
    }

    private List<Entry> written(TenantId tenant, Query query, @Nullable Cursor after, int most) {
        return find(tenant, query, searches.written(tenant, query.words()), WRITTEN, after, most);
    }

    private List<Entry> forgiven(TenantId tenant, Query query, @Nullable Cursor after, int most) {
        return find(tenant, query, searches.forgiven(tenant, query.words()), FORGIVEN, after, most);
    }

    private List<Entry> find(
            TenantId tenant, Query query, Search search, String how, @Nullable Cursor after, int most) {
        return query.sort() == null
                ? byRelevance(tenant, query, search, how, after, most)
                : bySort(tenant, query, query.sort(), search, how, after, most);
    }

    private List<Entry> byRelevance(
            TenantId tenant, Query query, Search search, String how, @Nullable Cursor after, int most) {
        var place = after == null ? null : place(after, search);
        var lead = place == null ? search.rarest() : place.place();
        return searched.page(tenant, query.filter(), search, lead, place, most).stream()
                .map(found -> new Entry(
                        found.customer(),
                        Cursor.of(how, lead, found.word(), found.customer().id())))
                .toList();
    }

    private List<Entry> bySort(
            TenantId tenant, Query query, Sort sort, Search search, String how, @Nullable Cursor after, int most) {
        var position = after == null ? null : Position.of(after.textOrNull(1), after.ulid(2), sort);
        return sorted.page(tenant, query.filter(), search, sort, position, most).stream()
                .map(entry -> new Entry(
                        entry.customer(),
                        Cursor.of(
                                how, entry.position().value(), entry.position().id())))
                .toList();
    }

    private static SearchedList.Place place(Cursor cursor, Search search) {
        var lead = cursor.number(1);
        var word = cursor.text(2);
        if (lead < 0 || lead >= search.words().size() || !SortKey.NAME.accepts(word)) {
            throw forged();
        }
        return new SearchedList.Place((int) lead, word, new CustomerId(cursor.ulid(3)));
    }

    private static ProblemException forged() {
        return Problems.validation("?cursor", "invalid_cursor", "must be the next_cursor of an earlier page");
    }
}
