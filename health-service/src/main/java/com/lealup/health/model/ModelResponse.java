package com.lealup.health.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.lealup.health.model.ModelVersion.Author;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the model as the API shows it.
 *
 * @param createdAt null, with {@code createdBy}, for the version every workspace starts with
 */
record ModelResponse(
        int version,
        @Nullable Instant createdAt,
        @Nullable Author createdBy,
        @Nullable String note,
        @JsonUnwrapped ModelView model) {

    static ModelResponse of(ModelVersion version) {
        var provenance = version.provenance();
        return new ModelResponse(
                version.version(),
                provenance == null ? null : provenance.createdAt(),
                provenance == null ? null : provenance.author(),
                provenance == null ? null : provenance.note(),
                ModelView.of(version.model()));
    }
}
