package com.lealup.customer.listing;

import com.lealup.customer.filter.Filter;
import com.lealup.customer.search.SearchWords;
import com.lealup.customer.segment.Segments;
import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Makes a query of what a client asks for. */
@Component
class ListQueries {

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
}
