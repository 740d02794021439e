package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.part.Ports;
import com.lealup.local.provision.DatabaseRoles;
import com.lealup.local.provision.SchemaRegistration;
import com.lealup.local.provision.TopicCreation;
import com.lealup.local.secret.Environment;
import com.lealup.local.server.Kafka;
import com.lealup.local.server.Postgres;
import com.lealup.local.server.Registry;
import com.lealup.local.server.Server;
import com.lealup.local.state.DataFolder;
import com.lealup.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The eight parts of one deployment, and what is made in them once they are ready. */
public final class Suite {

    private final Settings settings;
    private final Archives archives;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Registry registry;

    public Suite(Settings settings, Archives archives) {
        this.settings = settings;
        this.archives = archives;
        Path parts = settings.checkout().parts();
        DataFolder data = settings.data();
        Ports ports = settings.ports();
        this.postgres = new Postgres(
                parts,
                data.of(Part.POSTGRES),
                data.log(Part.POSTGRES),
                ports.of(Part.POSTGRES),
                settings.secrets().password("postgres"),
                true);
        this.kafka = new Kafka(
                parts,
                data.of(Part.KAFKA),
                data.log(Part.KAFKA),
                ports.of(Part.KAFKA),
                ports.kafkaController(),
                archives.options(archive(Part.KAFKA)));
        this.registry = new Registry(
                parts,
                data.of(Part.REGISTRY),
                data.log(Part.REGISTRY),
                ports.of(Part.REGISTRY),
                ports.registryManagement(),
                postgres.url(DatabaseRoles.REGISTRY),
                settings.secrets().password(DatabaseRoles.REGISTRY),
                archives.options(archive(Part.REGISTRY)));
    }

    private Path archive(Part part) {
        return Archives.in(settings.checkout().parts(), part.title());
    }

    public Settings settings() {
        return settings;
    }

    /** What a part is started as. */
    public Server server(Part part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case REGISTRY -> registry;
            case GATEWAY_SERVICE, CUSTOMER_SERVICE, INGEST_SERVICE, HEALTH_SERVICE, WEBHOOK_SERVICE ->
                new ServiceServer(part, settings, archives);
        };
    }

    /** Makes in a part that is ready what others need in it. */
    void provision(Part part) {
        switch (part) {
            case POSTGRES -> {
                ServiceEnvironment environment = new ServiceEnvironment(settings);
                DatabaseRoles roles = new DatabaseRoles(postgres::superuser);
                roles.registry(settings.secrets().password(DatabaseRoles.REGISTRY));
                roles.lealup();
                Part.services().forEach(service -> roles.service(service.schema(), environment.passwords(service)));
            }
            case KAFKA -> {
                try (var admin = kafka.admin()) {
                    new TopicCreation(admin).create(Topics.toCreate());
                }
            }
            case REGISTRY -> new SchemaRegistration(registry.url()).register(Topics.all());
            case GATEWAY_SERVICE, CUSTOMER_SERVICE, INGEST_SERVICE, HEALTH_SERVICE, WEBHOOK_SERVICE -> {
                // Services make their own tables.
            }
        }
    }

    /** How long a part may take to end in order. */
    Duration patience() {
        return archives.patience();
    }

    /** Whether every archive is there. */
    public boolean trained() {
        return Stream.concat(
                        Stream.of(Part.KAFKA, Part.REGISTRY).map(this::archive),
                        Part.services().stream()
                                .map(service -> ServiceLayout.of(settings.checkout(), service)
                                        .archive()))
                .allMatch(Files::exists);
    }

    /** Where people and programs reach it. */
    public String url() {
        return "http://127.0.0.1:" + settings.ports().of(Part.GATEWAY_SERVICE);
    }

    /** Whether it is one that anybody may play with. */
    public boolean test() {
        return settings.environment() == Environment.TEST;
    }
}
