package com.lealup.customer.listing;

import com.lealup.customer.filter.Filter;
import com.lealup.customer.search.SearchWords;
import com.lealup.customer.segment.Segments;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.ProblemException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a query of what a client asks for. */
@Component
public class ListQueries {

    private final SearchWords searches;
    private final Segments segments;
    private final InstantSource clock;

    ListQueries(SearchWords searches, Segments segments, InstantSource clock) {
        this.searches = searches;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * The query.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 with every parameter that is wrong
     */
    FindCustomers.Query of(TenantId tenant, ListRequest request) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var parameters = new ListParameters();
        var filters = new ArrayList<Filter>();
        parameters.filter(request.filter()).ifPresent(filters::add);
        var segment = parameters.segment(request.segmentId());
        if (segment != null) {
            parameters.segment(segments.filter(tenant, segment)).ifPresent(filters::add);
        }
        var asked = new CustomerFilter(
                parameters.statuses(request.status()),
                parameters.owner(request.ownerId()),
                parameters.bands(request.healthStatus()),
                parameters.amount("min_arr", request.minArr()),
                parameters.amount("max_arr", request.maxArr()),
                today,
                parameters.renewalUntil(request.renewalWithinDays(), today),
                parameters.deleted(request.deleted()),
                filters);
        var query = new FindCustomers.Query(
                asked, parameters.words(request.q(), searches::split), parameters.sort(request.sort()));
        parameters.finish();
        return query;
    }

    /** Reads an object whose fields are parameters of the list, and has the body fail where one is wrong. */
    public void check(TenantId tenant, JsonBody query) {
        var request = new ListRequest(
                text(query, "status"),
                text(query, "owner_id"),
                text(query, "segment_id"),
                text(query, "health_status"),
                text(query, "min_arr"),
                text(query, "max_arr"),
                text(query, "renewal_within_days"),
                null,
                text(query, "filter"),
                text(query, "q"),
                text(query, "sort"));
        try {
            var _ = of(tenant, request);
        } catch (ProblemException e) {
            e.problem()
                    .errors()
                    .forEach(error -> query.fail(error.pointer().substring(1), error.code(), error.message()));
        }
    }

    private static @Nullable String text(JsonBody query, String name) {
        return query.text(name).find().orElse(null);
    }
}
