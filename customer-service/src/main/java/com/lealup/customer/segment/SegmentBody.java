package com.lealup.customer.segment;

import com.lealup.customer.filter.FilterReader;
import com.lealup.customer.value.Checked;
import com.lealup.customer.value.CustomerName;
import com.lealup.platform.json.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A segment as a client writes it, whole or as a merge patch; null where the client did not name the field. */
record SegmentBody(@Nullable String name, @Nullable JsonNode filter) {

    static SegmentBody create(JsonBody body) {
        body.any("name").required();
        body.any("filter").required();
        return read(body);
    }

    static SegmentBody patch(JsonBody body) {
        if (body.has("name")) {
            body.any("name").required();
        }
        if (body.has("filter")) {
            body.any("filter").required();
        }
        return read(body);
    }

    private static SegmentBody read(JsonBody body) {
        var name = body.text("name").find();
        if (name.isPresent()
                && CustomerName.read(name.get()) instanceof Checked.Invalid<CustomerName>(String code, String why)) {
            body.fail("name", code, why);
        }
        body.object("filter").find().ifPresent(FilterReader::read);
        var filter = body.any("filter").find();
        return new SegmentBody(name.orElse(null), filter.orElse(null));
    }
}
