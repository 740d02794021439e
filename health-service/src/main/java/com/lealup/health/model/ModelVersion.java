package com.lealup.health.model;

import com.lealup.health.score.HealthModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workspace's model, and who made it.
 *
 * @param model with the version inside
 * @param provenance null for the version every workspace starts with
 */
record ModelVersion(HealthModel model, @Nullable Provenance provenance) {

    /** What every workspace starts with. */
    static final ModelVersion FIRST = new ModelVersion(HealthModel.BALANCED, null);

    /**
     * How a version came about.
     *
     * @param note why, in the author's words, or null
     * @param rolledOutAt when every customer was scored by it, or null while that goes on
     */
    record Provenance(
            Author author,
            Instant createdAt,
            @Nullable String note,
            @Nullable Instant rolledOutAt) {}

    /** Who made it. */
    record Author(String type, String id, String name) {}

    int version() {
        return model.version();
    }

    boolean isRollingOut() {
        return provenance != null && provenance.rolledOutAt() == null;
    }

    /** Its entity tag. */
    String etag() {
        return "\"" + version() + "\"";
    }
}
