package com.lealup.customer.importing;

import com.lealup.customer.account.ConflictResolution;
import com.lealup.customer.account.ImportMode;
import com.lealup.customer.account.ImportRule;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.Problems;
import tools.jackson.databind.JsonNode;

/**
 * A bulk import as a client writes it.
 *
 * @param customers an array; what its elements are is told row by row
 */
record BulkBody(ImportRule rule, JsonNode customers) {

    private static final int MOST = 1_000;

    static BulkBody read(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var mode = body.choice("mode", ImportMode.class).find().orElse(ImportMode.CREATE);
        var resolution = body.choice("conflict_resolution", ConflictResolution.class)
                .find()
                .orElse(defaultFor(mode));
        var notify = body.bool("notify").find().orElse(true);
        var customers = body.any("customers").required().find();
        if (customers.isPresent()) {
            if (!customers.get().isArray()) {
                body.fail("customers", "invalid_type", "must be an array of customers");
            } else if (customers.get().isEmpty() || customers.get().size() > MOST) {
                body.fail("customers", "out_of_range", "must have 1 to " + MOST + " customers");
            }
        }
        body.finish();
        return new BulkBody(
                new ImportRule(mode, resolution, notify),
                customers.orElseThrow(() -> Problems.validation("/customers", "required", "is required")));
    }

    /** A customer that exists is what one asks for who asks for both; to one who asks for new ones it is a surprise. */
    static ConflictResolution defaultFor(ImportMode mode) {
        return switch (mode) {
            case CREATE -> ConflictResolution.FAIL;
            case UPDATE, CREATE_OR_UPDATE -> ConflictResolution.OVERWRITE;
        };
    }
}
