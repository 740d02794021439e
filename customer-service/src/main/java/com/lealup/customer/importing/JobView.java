package com.lealup.customer.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lealup.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it. What is processed is created, updated, skipped or failed: the four add up.
 *
 * @param state {@code queued}, {@code running}, {@code completed} or {@code failed}
 * @param failed rows that were refused
 * @param failure why the whole job failed; null unless it did
 * @param errors the first of the rows' errors; the list of errors has more
 */
record JobView(
        String id,
        JobKind kind,
        String state,
        String mode,
        String conflictResolution,
        @JsonProperty("notify") boolean notifies,
        long total,
        long processed,
        long created,
        long updated,
        long skipped,
        long failed,
        @Nullable String failure,
        List<RowError> errors,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /**
     * Why a row was refused.
     *
     * @param index the row's place among the rows, from 0; a header is no row
     * @param pointer the field, or the column of a CSV file
     */
    record RowError(long index, String code, String message, String pointer) {

        static RowError of(long index, FieldError error) {
            return new RowError(index, error.code(), error.message(), error.pointer());
        }
    }

    JobView with(List<RowError> shown) {
        return new JobView(
                id,
                kind,
                state,
                mode,
                conflictResolution,
                notifies,
                total,
                processed,
                created,
                updated,
                skipped,
                failed,
                failure,
                shown,
                createdAt,
                finishedAt);
    }
}
