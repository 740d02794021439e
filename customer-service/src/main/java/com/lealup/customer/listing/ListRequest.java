package com.lealup.customer.listing;

import com.lealup.platform.http.ReadsParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** Which customers of a workspace are asked for, and in which order, as a client writes it. */
@ReadsParameters({
    "status",
    "owner_id",
    "segment_id",
    "health_status",
    "min_arr",
    "max_arr",
    "renewal_within_days",
    "deleted",
    "filter",
    "q",
    "sort"
})
record ListRequest(
        @Nullable String status,
        @BindParam("owner_id") @Nullable String ownerId,
        @BindParam("segment_id") @Nullable String segmentId,
        @BindParam("health_status") @Nullable String healthStatus,
        @BindParam("min_arr") @Nullable String minArr,
        @BindParam("max_arr") @Nullable String maxArr,
        @BindParam("renewal_within_days") @Nullable String renewalWithinDays,
        @Nullable String deleted,
        @Nullable String filter,
        @Nullable String q,
        @Nullable String sort) {}
