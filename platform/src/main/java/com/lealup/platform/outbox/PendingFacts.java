package com.lealup.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as its relay sees it. */
final class PendingFacts {

    /** As many as fit into the relay's memory, and the first in any case. */
    private static final String OLDEST = """
            select id, topic, record_key, value, header_names, header_values
            from (
                select oldest.*, sum(coalesce(octet_length(value), 0)) over (order by id) as bytes
                from (
                    select id, topic, record_key, value, header_names, header_values
                    from outbox
                    order by id
                    limit :size) as oldest) as measured
            where bytes - coalesce(octet_length(value), 0) < :bytes
            order by id
            """;

    private static final int MOST_BYTES = 8_000_000;

    private static final String DELETE = """
            delete from outbox
            where id = any(:ids)
            """;

    private final JdbcClient jdbc;

    PendingFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Pending(long id, ProducerRecord<byte[], byte[]> record) {}

    /** The oldest facts, and whether others may wait behind them. */
    record Batch(List<Pending> facts, boolean more) {}

    Batch oldest(int size) {
        var facts = jdbc.sql(OLDEST)
                .param("size", size)
                .param("bytes", MOST_BYTES)
                .query((row, number) -> pending(row))
                .list();
        var bytes = facts.stream()
                .map(Pending::record)
                .mapToLong(PendingFacts::bytes)
                .sum();
        return new Batch(facts, facts.size() == size || bytes >= MOST_BYTES);
    }

    void delete(List<Pending> relayed) {
        jdbc.sql(DELETE)
                .param("ids", relayed.stream().map(Pending::id).toArray(Long[]::new))
                .update();
    }

    private static long bytes(ProducerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }

    private static Pending pending(ResultSet row) throws SQLException {
        var record = new ProducerRecord<>(row.getString("topic"), row.getBytes("record_key"), row.getBytes("value"));
        String[] names = (String[]) row.getArray("header_names").getArray();
        byte[][] values = (byte[][]) row.getArray("header_values").getArray();
        for (int i = 0; i < names.length; i++) {
            record.headers().add(names[i], values[i]);
        }
        return new Pending(row.getLong("id"), record);
    }
}
