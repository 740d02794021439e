package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicTableTest {

    @Test
    void theCommittedPageIsFresh() {
        Golden.assertFresh(Path.of("TOPICS.md"), TopicTable.page());
    }

    @Test
    void namesEveryTopic() {
        assertThat(Topics.toCreate())
                .allSatisfy(topic -> assertThat(TopicTable.page()).contains("`" + topic.name() + "`"));
    }
}
