package com.lealup.health.usage;

import com.lealup.platform.consumer.RecordPosition;
import com.lealup.platform.database.Worker;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far each partition was ever taken. Whoever asks holds the lock of the consumer's own offset of the partition, so
 * no two ask at once.
 */
@Repository
class TakenOffsets {

    private static final String FIND = """
            select partition, next_offset
            from taken_offsets
            where topic = :topic
              and partition = any (:partitions)
            """;

    private static final String ADVANCE = """
            insert into taken_offsets as known (topic, partition, next_offset)
            select :topic, partition, next_offset
            from unnest(:partitions, :nexts) as news (partition, next_offset)
            order by partition
            on conflict (topic, partition) do update
            set next_offset = excluded.next_offset
            where known.next_offset < excluded.next_offset
            """;

    private final JdbcClient jdbc;

    TakenOffsets(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For each partition of a topic the first offset that was never taken before; from here on these records were. */
    Map<Integer, Long> advance(Collection<RecordPosition> positions) {
        var nexts = new HashMap<Integer, Long>();
        positions.forEach(position -> nexts.merge(position.partition(), position.offset() + 1, Math::max));
        var topic = positions.iterator().next().topic();
        var partitions = nexts.keySet().toArray(Integer[]::new);
        var taken = new HashMap<Integer, Long>();
        jdbc.sql(FIND).param("topic", topic).param("partitions", partitions).query(row -> {
            taken.put(row.getInt(1), row.getLong(2));
        });
        jdbc.sql(ADVANCE)
                .param("topic", topic)
                .param("partitions", partitions)
                .param("nexts", nexts.values().toArray(Long[]::new))
                .update();
        return taken;
    }
}
