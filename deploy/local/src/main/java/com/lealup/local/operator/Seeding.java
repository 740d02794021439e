package com.lealup.local.operator;

import com.lealup.local.secret.PrivateFiles;
import com.lealup.local.state.DataFolder;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Opens the first workspace on the first start, and gives the guide a new key when its old one has run out. */
public final class Seeding {

    private static final String WORKSPACE = "Acme CS";
    private static final String ADMIN = "admin@acme-cs.example";

    /** The guide's own choice, so that it can be followed to the letter. */
    private static final List<String> SCOPES =
            List.of("customers:write", "customers:read", "events:write", "health:read");

    private static final String EXPIRES = "7d";
    private static final Duration LIFETIME = Duration.ofDays(7);

    /** Nobody should be given a key that stops while they read. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final DataFolder data;
    private final Operator operator;
    private final InstantSource clock;

    public Seeding(DataFolder data, Operator operator, InstantSource clock) {
        this.data = data;
        this.operator = operator;
        this.clock = clock;
    }

    /** What was kept, if anything. */
    public static Optional<Seed> kept(DataFolder data) {
        try {
            return Files.exists(data.seed())
                    ? Optional.of(Json.mapper().readValue(Files.readString(data.seed()), Seed.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new Trouble("Cannot read " + data.seed() + ": " + e.getMessage(), e);
        }
    }

    /** The first workspace with a key that works. */
    public Seed ensure() {
        Seed kept = kept(data).orElse(null);
        Instant now = clock.instant();
        if (kept != null && kept.quickstartExpiresAt().isAfter(now.plus(MARGIN))) {
            return kept;
        }
        Seed seed = create(kept, now);
        PrivateFiles.write(data.seed(), Json.pretty(seed));
        return seed;
    }

    private Seed create(@Nullable Seed kept, Instant now) {
        OpenedWorkspace workspace =
                kept == null ? operator.openWorkspace(WORKSPACE, ADMIN, "unlimited") : kept.workspace();
        String key = operator.createKey(workspace.tenantId(), "quickstart", SCOPES, EXPIRES)
                .path("key")
                .asString();
        return new Seed(workspace, key, now.plus(LIFETIME));
    }
}
