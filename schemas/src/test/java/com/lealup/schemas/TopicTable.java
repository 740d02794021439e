package com.lealup.schemas;

import java.time.Duration;
import java.util.stream.Collectors;

/** The catalogue as a page for people. */
final class TopicTable {

    private TopicTable() {}

    static String page() {
        return """
            # Topics

            Written from the catalogue by `TopicTableTest`; do not edit. `mvn -pl schemas test -Dlealup.refresh=true` writes it anew.

            | topic | key | value | partitions | kept | largest record | written by | read by (groups) | what |
            |---|---|---|---|---|---|---|---|---|
            %s
            Every consumer group has a topic for what it could not process: original key, bytes and headers, and why and
            from where in headers of its own.

            | dead-letter topic | partitions | kept | largest record |
            |---|---|---|---|
            %s
            ## Headers

            | header | on | what |
            |---|---|---|
            %s
            ## Configuration with three replicas

            | topic | configuration |
            |---|---|
            %s""".formatted(
                Topics.all().stream().map(TopicTable::row).collect(Collectors.joining()),
                Topics.deadLetters().stream().map(TopicTable::row).collect(Collectors.joining()),
                headers(),
                Topics.toCreate().stream().map(TopicTable::configuration).collect(Collectors.joining()));
    }

    private static String row(Topic<?> topic) {
        String value = topic.valueType().getSimpleName();
        return "| `%s` | %s | [%s](src/main/avro/%s.avsc) | %d | %s | %s | %s | %s | %s |\n"
                .formatted(
                        topic.name(),
                        topic.key().shape(),
                        value,
                        value,
                        topic.partitions(),
                        kept(topic.cleanup()),
                        size(topic),
                        String.join(", ", topic.writers()),
                        topic.consumers().isEmpty() ? "–" : String.join(", ", topic.consumers()),
                        topic.description());
    }

    private static String row(DeadLetterTopic topic) {
        return "| `%s` | %d | %s | %s |\n"
                .formatted(topic.name(), topic.partitions(), kept(topic.cleanup()), size(topic));
    }

    private static String headers() {
        var rows = new StringBuilder();
        for (RecordHeader header : RecordHeader.values()) {
            String on = switch (header.presence()) {
                case ALWAYS -> "every record";
                case OF_A_CHANGING_THING -> "records about something that changes";
                case DEAD_LETTER -> "dead letters";
            };
            rows.append("| `%s` | %s | %s |\n".formatted(header.wireName(), on, header.description()));
        }
        return rows.toString();
    }

    private static String configuration(KafkaTopic topic) {
        String entries = topic.config(3).entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "=" + entry.getValue() + "`")
                .sorted()
                .collect(Collectors.joining(" "));
        return "| `%s` | %s |\n".formatted(topic.name(), entries);
    }

    private static String kept(Cleanup cleanup) {
        return switch (cleanup) {
            case Cleanup.Compact(var within, var tombstones) ->
                "compacted within %s; tombstones %s".formatted(time(within), time(tombstones));
            case Cleanup.Delete(var after) -> time(after);
        };
    }

    private static String time(Duration duration) {
        long hours = duration.toHours();
        if (hours % 24 != 0) {
            return hours + " h";
        }
        return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
    }

    private static String size(KafkaTopic topic) {
        return topic.maxMessageBytes() / 1024 + " KiB";
    }
}
