package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.Score;
import com.lealup.platform.database.Worker;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history: one row for each change, with its explanation. */
@Repository
class ScoreChanges {

    private static final String ADD = """
            insert into score_changes (
              tenant_id, customer_id, at, revision, change_id, cause, score_before, score, exact_before, exact,
              status_before, status, model_version, dimensions, contributions, sentence)
            select *
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                cast(:ats as timestamptz[]),
                cast(:revisions as bigint[]),
                cast(:ids as uuid[]),
                cast(:causes as text[]),
                cast(:scoresBefore as smallint[]),
                cast(:scores as smallint[]),
                cast(:exactBefore as numeric[]),
                cast(:exact as numeric[]),
                cast(:statusesBefore as text[]),
                cast(:statuses as text[]),
                cast(:versions as integer[]),
                cast(:dimensions as json[]),
                cast(:contributions as json[]),
                cast(:sentences as text[]))
            """;

    private final JdbcClient jdbc;
    private final ScoreJson json;

    ScoreChanges(@Worker JdbcClient jdbc, ScoreJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(List<ScoreChanged> changes) {
        jdbc.sql(ADD)
                .param(
                        "tenants",
                        CustomerKeys.tenants(changes, change -> change.before().customer()))
                .param(
                        "customers",
                        CustomerKeys.customers(
                                changes, change -> change.before().customer()))
                .param("ats", texts(changes, ScoreChanged::at))
                .param("revisions", texts(changes, ScoreChanged::revision))
                .param("ids", texts(changes, ScoreChanged::id))
                .param(
                        "causes",
                        texts(changes, change -> change.explanation().cause().text()))
                .param("scoresBefore", before(changes, Score::score))
                .param("scores", after(changes, Score::score))
                .param("exactBefore", before(changes, ScoreChanges::exact))
                .param("exact", after(changes, ScoreChanges::exact))
                .param("statusesBefore", before(changes, ScoreChanges::status))
                .param("statuses", after(changes, ScoreChanges::status))
                .param("versions", after(changes, Score::modelVersion))
                .param("dimensions", after(changes, score -> json.dimensions(score.dimensions())))
                .param(
                        "contributions",
                        texts(
                                changes,
                                change ->
                                        json.contributions(change.explanation().contributions())))
                .param("sentences", texts(changes, ScoreChanged::sentence))
                .update();
    }

    static @Nullable BigDecimal exact(Score score) {
        return score.hundredths() == null ? null : BigDecimal.valueOf(score.hundredths(), 2);
    }

    private static @Nullable String status(Score score) {
        return score.status() == null ? null : score.status().text();
    }

    private static @Nullable String[] before(List<ScoreChanged> changes, Function<Score, @Nullable Object> column) {
        return texts(changes, change -> {
            var score = change.before().score();
            return score == null ? null : column.apply(score);
        });
    }

    private static @Nullable String[] after(List<ScoreChanged> changes, Function<Score, @Nullable Object> column) {
        return texts(changes, change -> column.apply(change.after()));
    }

    private static @Nullable String[] texts(
            List<ScoreChanged> changes, Function<ScoreChanged, @Nullable Object> column) {
        return changes.stream()
                .map(column)
                .map(value -> Objects.toString(value, null))
                .toArray(String[]::new);
    }
}
