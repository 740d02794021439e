package com.lealup.local.doctor;

import com.lealup.schemas.KafkaTopic;
import com.lealup.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** The topics are as the catalogue says: partitions, retention, cleanup. */
final class TopicsCheck implements Check {

    private static final int PATIENCE_SECONDS = 10;

    private final Supplier<Admin> admins;

    TopicsCheck(Supplier<Admin> admins) {
        this.admins = admins;
    }

    @Override
    public String title() {
        return "topics";
    }

    @Override
    public List<Finding> look() throws ExecutionException, InterruptedException, TimeoutException {
        var findings = new ArrayList<Finding>();
        try (var admin = admins.get()) {
            var names = get(admin.listTopics().names());
            var expected = Topics.toCreate();
            var there = expected.stream()
                    .filter(topic -> names.contains(topic.name()))
                    .toList();
            var described = get(
                    admin.describeTopics(there.stream().map(KafkaTopic::name).toList())
                            .allTopicNames());
            var configs = get(admin.describeConfigs(
                            there.stream().map(TopicsCheck::resource).toList())
                    .all());
            for (var topic : expected) {
                findings.addAll(differences(topic, described.get(topic.name()), configs.get(resource(topic))));
            }
            var known = expected.stream().map(KafkaTopic::name).collect(Collectors.toSet());
            names.stream()
                    .filter(name -> name.startsWith("lealup.") && !known.contains(name))
                    .forEach(name -> findings.add(Finding.warning(
                            title(),
                            name + " is in no catalogue of this build",
                            "delete it if no other version of LealUp uses it")));
            if (findings.isEmpty()) {
                findings.add(Finding.fine(title(), "all " + expected.size() + " topics are as the catalogue says"));
            }
        }
        return findings;
    }

    private List<Finding> differences(KafkaTopic topic, @Nullable TopicDescription found, @Nullable Config config) {
        if (found == null || config == null) {
            return List.of(
                    Finding.problem(title(), topic.name() + " is missing", "./lealup down, then ./lealup up makes it"));
        }
        var findings = new ArrayList<Finding>();
        var partitions = found.partitions().size();
        if (partitions != topic.partitions()) {
            findings.add(Finding.problem(
                    title(),
                    topic.name() + " has " + partitions + " partitions, and the catalogue says " + topic.partitions(),
                    "a key's records are in two of them now: give the topic a new version"));
        }
        if (found.partitions().stream()
                .anyMatch(partition -> partition.leader() == null
                        || partition.isr().size() < partition.replicas().size())) {
            findings.add(Finding.problem(
                    title(),
                    topic.name() + " has partitions without a leader, or with replicas behind",
                    "a broker is away or slow: look at Kafka's log"));
        }
        topic.config(found.partitions().getFirst().replicas().size()).forEach((key, value) -> {
            var entry = config.get(key);
            var actual = entry == null ? "nothing" : entry.value();
            if (!value.equals(actual)) {
                findings.add(Finding.problem(
                        title(),
                        topic.name() + " has " + key + "=" + actual + ", and the catalogue says " + value,
                        "./lealup down, then ./lealup up sets it"));
            }
        });
        return findings;
    }

    private static ConfigResource resource(KafkaTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
