package com.lealup.gateway.deadletter;

import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list, as far as the role that asks sees it: a workspace its own, the operator all. */
final class ListedDeadLetters {

    private static final UUID LAST = new UUID(-1L, -1L);

    private static final String BEFORE = """
            select *
            from listed_dead_letters
            where letter_id < :before
              and case
                    when cast(:state as text) is null then state <> 'dismissed'
                    when :state = 'redriving' then state = 'waiting' and redrive_requested_at is not null
                    when :state = 'waiting' then state = 'waiting' and redrive_requested_at is null
                    else state = :state
                  end
              and (cast(:service as text) is null or service = :service)
              and (cast(:topic as text) is null or source_topic = :topic)
              and (cast(:cause as text) is null or code = :cause)
              and (cast(:since as timestamptz) is null or failed_at >= :since)
            order by letter_id desc
            limit :limit
            """;

    private static final String FIND = """
            select *
            from listed_dead_letters
            where letter_id = :id
              and state <> 'dismissed'
            """;

    private static final String REQUEST_REDRIVE = """
            update listed_dead_letters
            set redrive_requested_at = :at
            where letter_id = :id
            """;

    private static final String DISMISS = """
            update listed_dead_letters
            set state = 'dismissed',
                changed_at = :at
            where letter_id = :id
            """;

    private final JdbcClient jdbc;

    ListedDeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One with the time at which a wish about it was sent that is not answered yet. */
    record Locked(ListedDeadLetter letter, @Nullable Instant redriveRequestedAt) {}

    /** The newest first, from the one before {@code before} on. */
    List<ListedDeadLetter> before(@Nullable UUID before, DeadLetterFilter filter, int limit) {
        return jdbc.sql(BEFORE)
                .param("before", before == null ? LAST : before)
                .param(
                        "state",
                        filter.state() == null ? null : filter.state().name().toLowerCase(Locale.ROOT))
                .param("service", filter.service())
                .param("topic", filter.topic())
                .param("cause", filter.cause())
                .param("since", filter.since() == null ? null : Timestamp.from(filter.since()))
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    Optional<ListedDeadLetter> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, _) -> read(row)).optional();
    }

    Optional<Locked> lock(UUID id) {
        return jdbc.sql(FIND + "for update")
                .param("id", id)
                .query((row, _) -> new Locked(read(row), instant(row, "redrive_requested_at")))
                .optional();
    }

    void requestRedrive(UUID id, Instant at) {
        jdbc.sql(REQUEST_REDRIVE)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    void dismiss(UUID id, Instant at) {
        jdbc.sql(DISMISS).param("id", id).param("at", Timestamp.from(at)).update();
    }

    private static ListedDeadLetter read(ResultSet row) throws SQLException {
        var tenant = row.getObject("tenant_id", UUID.class);
        var requested = row.getTimestamp("redrive_requested_at") != null;
        var state = ListedDeadLetter.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new ListedDeadLetter(
                row.getObject("letter_id", UUID.class),
                tenant == null ? null : new TenantId(tenant),
                requested && state == ListedDeadLetter.State.WAITING ? ListedDeadLetter.State.REDRIVING : state,
                row.getString("service"),
                new ListedDeadLetter.Source(
                        row.getString("source_topic"),
                        row.getInt("source_partition"),
                        row.getLong("source_offset"),
                        row.getString("consumer_group")),
                row.getString("record_key"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("request_id"),
                new ListedDeadLetter.Cause(row.getString("code"), row.getString("message")),
                row.getInt("attempts"),
                row.getTimestamp("failed_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
