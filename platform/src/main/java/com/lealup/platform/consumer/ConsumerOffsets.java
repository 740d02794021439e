package com.lealup.platform.consumer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each partition of a topic has taken effect. */
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
            select :group, :topic, partition, 0
            from unnest(:partitions) as partition
            order by partition
            on conflict do nothing
            """;

    private static final String LOCK = """
            select partition, next_offset
            from consumer_offsets
            where consumer_group = :group
              and topic = :topic
              and partition = any (:partitions)
            order by partition
            for update
            """;

    private static final String ADVANCE = """
            update consumer_offsets
            set next_offset = done.next_offset,
              updated_at = now()
            from unnest(:partitions, :nexts) as done (partition, next_offset)
            where consumer_group = :group
              and topic = :topic
              and consumer_offsets.partition = done.partition
            """;

    private final JdbcClient jdbc;
    private final String group;
    private final String topic;

    ConsumerOffsets(JdbcClient jdbc, String group, String topic) {
        this.jdbc = jdbc;
        this.group = group;
        this.topic = topic;
    }

    /** The next offset to process, if any was processed. */
    Optional<Long> find(TopicPartition partition) {
        return bind(FIND)
                .param("partition", partition.partition())
                .query(Long.class)
                .optional();
    }

    /**
     * The next offset to process of each of these partitions, and a lock on it until the transaction ends: of two
     * consumers that believe they own a partition the second waits here, and then sees what the first one did. Locks in
     * the order of partitions, as every consumer does, so that no two wait for each other.
     */
    Map<TopicPartition, Long> lock(Collection<TopicPartition> partitions) {
        var numbers =
                partitions.stream().map(TopicPartition::partition).distinct().toArray(Integer[]::new);
        var next = query(numbers);
        if (next.size() < numbers.length) {
            bind(CREATE).param("partitions", numbers).update();
            next = query(numbers);
        }
        return next;
    }

    /** Remembers the next offset to process of partitions that are locked. */
    void advance(Map<TopicPartition, Long> next) {
        bind(ADVANCE)
                .param(
                        "partitions",
                        next.keySet().stream().map(TopicPartition::partition).toArray(Integer[]::new))
                .param("nexts", next.values().toArray(Long[]::new))
                .update();
    }

    private Map<TopicPartition, Long> query(Integer[] partitions) {
        var next = new HashMap<TopicPartition, Long>();
        bind(LOCK).param("partitions", partitions).query(row -> {
            next.put(new TopicPartition(topic, row.getInt("partition")), row.getLong("next_offset"));
        });
        return next;
    }

    private JdbcClient.StatementSpec bind(String sql) {
        return jdbc.sql(sql).param("group", group).param("topic", topic);
    }
}
