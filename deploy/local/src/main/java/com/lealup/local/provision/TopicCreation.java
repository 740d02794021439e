package com.lealup.local.provision;

import com.lealup.local.trouble.Trouble;
import com.lealup.schemas.KafkaTopic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Makes the catalogue's topics; those that exist get today's configuration. */
public final class TopicCreation {

    private static final short REPLICAS = 1;

    private final Admin admin;

    public TopicCreation(Admin admin) {
        this.admin = admin;
    }

    /** Makes those that are missing. */
    public void create(List<? extends KafkaTopic> topics) {
        try {
            var existing = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(TopicCreation::request)
                            .toList())
                    .all()
                    .get();
            bringUpToDate(topics.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList());
        } catch (ExecutionException e) {
            throw new Trouble("Kafka refuses to make the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while making topics.", e);
        }
    }

    private static NewTopic request(KafkaTopic topic) {
        return new NewTopic(topic.name(), topic.partitions(), REPLICAS).configs(topic.config(REPLICAS));
    }

    private void bringUpToDate(List<? extends KafkaTopic> topics) throws ExecutionException, InterruptedException {
        if (topics.isEmpty()) {
            return;
        }
        Map<String, TopicDescription> found = admin.describeTopics(
                        topics.stream().map(KafkaTopic::name).toList())
                .allTopicNames()
                .get();
        for (KafkaTopic topic : topics) {
            TopicDescription description = found.get(topic.name());
            int partitions = description == null ? 0 : description.partitions().size();
            if (partitions != topic.partitions()) {
                throw new Trouble("Topic " + topic.name() + " has " + partitions + " partitions and should have "
                        + topic.partitions() + ". Adding some would send a key's records to another one: start with"
                        + " an empty data folder, or give the topic a new version.");
            }
        }
        admin.incrementalAlterConfigs(topics.stream()
                        .collect(Collectors.toMap(
                                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                TopicCreation::settings)))
                .all()
                .get();
    }

    private static Collection<AlterConfigOp> settings(KafkaTopic topic) {
        return topic.config(REPLICAS).entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }
}
