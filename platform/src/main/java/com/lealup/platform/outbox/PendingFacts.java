package com.lealup.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as its relay sees it. */
final class PendingFacts {

    private static final String OLDEST = """
            select id, topic, record_key, value, header_names, header_values
            from outbox
            order by id
            limit :size
            """;

    private static final String DELETE = """
            delete from outbox
            where id = any(:ids)
            """;

    private final JdbcClient jdbc;

    PendingFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Pending(long id, ProducerRecord<byte[], byte[]> record) {}

    List<Pending> oldest(int size) {
        return jdbc.sql(OLDEST)
                .param("size", size)
                .query((row, number) -> pending(row))
                .list();
    }

    void delete(List<Pending> relayed) {
        jdbc.sql(DELETE)
                .param("ids", relayed.stream().map(Pending::id).toArray(Long[]::new))
                .update();
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
