package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may never change about a topic once somebody reads it: another such topic would have another name. */
class ReleasedTopicsTest {

    private static final String FILE = "topics.txt";

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("com.lealup.schemas.Released#versions")
    void everyReleasedTopicIsStillWhatItWas(String version) throws IOException {
        List<String> released = Files.readAllLines(Released.directory(version).resolve(FILE));

        assertThat(released).isNotEmpty();
        assertThat(unchangeable()).containsAll(released);
    }

    @Test
    void theVersionInTheMakingHasACopyOfItsTopics() {
        Golden.assertFresh(
                Released.directory(Released.versionInTheMaking()).resolve(FILE),
                String.join("\n", unchangeable()) + "\n");
    }

    private static List<String> unchangeable() {
        return Topics.toCreate().stream().map(ReleasedTopicsTest::unchangeable).toList();
    }

    private static String unchangeable(KafkaTopic topic) {
        return switch (topic) {
            case Topic<?> facts ->
                "%s key=%s value=%s partitions=%d cleanup=%s"
                        .formatted(
                                facts.name(),
                                facts.key(),
                                facts.schema().getFullName(),
                                facts.partitions(),
                                cleanup(facts));
            case DeadLetterTopic dead ->
                "%s partitions=%d cleanup=%s".formatted(dead.name(), dead.partitions(), cleanup(dead));
        };
    }

    private static String cleanup(KafkaTopic topic) {
        return switch (topic.cleanup()) {
            case Cleanup.Compact compact -> "compact";
            case Cleanup.Delete delete -> "delete";
        };
    }
}
