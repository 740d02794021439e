package com.lealup.health.model;

import com.lealup.health.model.ModelVersion.Author;
import com.lealup.health.score.HealthModel;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes new versions. None is ever changed: what was is what a score of then is explained by. */
@Service
class ManageModels {

    private final ModelVersions versions;
    private final ModelJson json;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    ManageModels(ModelVersions versions, ModelJson json, ApplicationEventPublisher events, InstantSource clock) {
        this.versions = versions;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** What came of the wish for another model. */
    sealed interface Outcome {

        /** It is the current one now, or was already. */
        record Done(ModelVersion version) implements Outcome {}

        /** It was made for another version than the current one. */
        record Stale() implements Outcome {}

        /** There is no such version to go back to. */
        record NotFound() implements Outcome {}
    }

    /**
     * Makes a model the current one.
     *
     * @param isExpected whether the current version is one that the caller knows of
     */
    @Transactional
    public Outcome replace(
            Caller caller, HealthModel model, @Nullable String note, Predicate<ModelVersion> isExpected) {
        versions.lock(caller.tenantId());
        var current = versions.current(caller.tenantId());
        return isExpected.test(current) ? add(caller, current, model, note) : new Outcome.Stale();
    }

    /** Makes the content of an earlier version the current one again, as a new version. */
    @Transactional
    public Outcome rollBack(Caller caller, int version) {
        versions.lock(caller.tenantId());
        Optional<ModelVersion> earlier = versions.find(caller.tenantId(), version);
        return earlier.<Outcome>map(found ->
                        add(caller, versions.current(caller.tenantId()), found.model(), "Back to version " + version))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome add(Caller caller, ModelVersion current, HealthModel model, @Nullable String note) {
        var next = model.as(current.version() + 1);
        if (json.write(next).equals(json.write(current.model()))) {
            return new Outcome.Done(current);
        }
        var author = new Author(caller.type().name().toLowerCase(Locale.ROOT), caller.principalId(), caller.name());
        versions.add(caller.tenantId(), next, author, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        events.publishEvent(new ModelChanged(caller.tenantId(), current.model(), next));
        return new Outcome.Done(versions.current(caller.tenantId()));
    }

    /** A version, if there is one. */
    @Transactional(readOnly = true)
    public Optional<ModelVersion> find(TenantId tenant, int version) {
        return versions.find(tenant, version);
    }
}
