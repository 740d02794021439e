package com.lealup.customer.view;

import com.lealup.customer.value.Checked;
import com.lealup.customer.value.CustomerName;
import com.lealup.platform.json.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A saved view as a client writes it, whole or as a merge patch; null where the client did not name the field. */
record ViewBody(
        @Nullable String name,
        @Nullable Boolean shared,
        @Nullable JsonNode query) {

    static ViewBody create(JsonBody body, Queries queries) {
        body.any("name").required();
        body.any("query").required();
        return read(body, queries);
    }

    static ViewBody patch(JsonBody body, Queries queries) {
        for (var name : new String[] {"name", "shared", "query"}) {
            if (body.has(name)) {
                body.any(name).required();
            }
        }
        return read(body, queries);
    }

    private static ViewBody read(JsonBody body, Queries queries) {
        var name = body.text("name").find();
        if (name.isPresent()
                && CustomerName.read(name.get()) instanceof Checked.Invalid<CustomerName>(String code, String why)) {
            body.fail("name", code, why);
        }
        var shared = body.bool("shared").find();
        body.object("query").find().ifPresent(queries::check);
        var query = body.any("query").find();
        return new ViewBody(name.orElse(null), shared.orElse(null), query.orElse(null));
    }

    /** What the list of customers can be asked. */
    interface Queries {

        /** Reads every parameter, and has the body fail where one is wrong. */
        void check(JsonBody query);
    }
}
