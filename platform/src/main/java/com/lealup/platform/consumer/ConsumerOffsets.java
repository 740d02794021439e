package com.lealup.platform.consumer;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each partition has taken effect. */
final class ConsumerOffsets {

    private static final String FIND = """
            select next_offset
            from consumer_offsets
            where consumer_group = :group
              and topic = :topic
              and partition = :partition
            """;

    private static final String CREATE = """
            insert into consumer_offsets (consumer_group, topic, partition, next_offset)
            values (:group, :topic, :partition, 0)
            on conflict do nothing
            """;

    private static final String LOCK = FIND + """
            for update
            """;

    private static final String ADVANCE = """
            update consumer_offsets
            set next_offset = :next,
              updated_at = now()
            where consumer_group = :group
              and topic = :topic
              and partition = :partition
            """;

    private final JdbcClient jdbc;
    private final String group;

    ConsumerOffsets(JdbcClient jdbc, String group) {
        this.jdbc = jdbc;
        this.group = group;
    }

    /** The next offset to process, if any was processed. */
    Optional<Long> find(TopicPartition partition) {
        return query(FIND, partition);
    }

    /**
     * The next offset to process, and a lock on it until the transaction ends: of two consumers that believe they own
     * the partition the second waits here, and then sees what the first one did.
     */
    long lock(TopicPartition partition) {
        Optional<Long> next = query(LOCK, partition);
        if (next.isPresent()) {
            return next.get();
        }
        bind(CREATE, partition).update();
        return query(LOCK, partition).orElseThrow();
    }

    void advance(TopicPartition partition, long next) {
        bind(ADVANCE, partition).param("next", next).update();
    }

    private Optional<Long> query(String sql, TopicPartition partition) {
        return bind(sql, partition).query(Long.class).optional();
    }

    private JdbcClient.StatementSpec bind(String sql, TopicPartition partition) {
        return jdbc.sql(sql)
                .param("group", group)
                .param("topic", partition.topic())
                .param("partition", partition.partition());
    }
}
