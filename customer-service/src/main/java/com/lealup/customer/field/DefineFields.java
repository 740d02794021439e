package com.lealup.customer.field;

import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.act.Act;
import com.lealup.platform.act.Actors;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes definitions; the values that customers have already stay as they are. */
@Component
class DefineFields {

    /** As many as a customer has fields. */
    static final int MOST = 200;

    private static final Set<String> ROLES = Set.of("admin", "director");

    private final FieldDefinitions definitions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    DefineFields(FieldDefinitions definitions, ApplicationEventPublisher events, InstantSource clock) {
        this.definitions = definitions;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a wish. */
    sealed interface Outcome {

        record Done(FieldDefinition definition) implements Outcome {}

        record NotFound() implements Outcome {}

        /** Fields are the whole workspace's: a person has to be an admin or a director. */
        record NotAllowed() implements Outcome {}

        record Stale() implements Outcome {}

        record TooMany() implements Outcome {}

        record KeyTaken(DefinitionId other) implements Outcome {}

        /** Only a dropdown has options, and it has some. */
        record WrongOptions() implements Outcome {}
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome create(Caller caller, String key, String label, FieldType type, List<String> options) {
        var tenant = caller.tenantId();
        if (!mayDefine(caller)) {
            return new Outcome.NotAllowed();
        }
        if (definitions.all(tenant).size() >= MOST) {
            return new Outcome.TooMany();
        }
        var now = now();
        var definition = new FieldDefinition(DefinitionId.next(), 1, key, label, type, options, now, now);
        while (!definitions.insert(tenant, definition)) {
            var other = definitions.ofKey(tenant, key);
            if (other.isPresent()) {
                return new Outcome.KeyTaken(other.get().id());
            }
        }
        write(caller, "custom_field.created", definition.id(), null, definition, now);
        return new Outcome.Done(definition);
    }

    /**
     * Changes a definition.
     *
     * @param label null keeps it, as do options that are null
     */
    @Transactional
    public Outcome change(
            Caller caller,
            DefinitionId id,
            Precondition precondition,
            @Nullable String label,
            @Nullable List<String> options) {
        var before = definitions.lock(caller.tenantId(), id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!mayDefine(caller)) {
            return new Outcome.NotAllowed();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        if (options != null && (before.type() == FieldType.DROPDOWN) == options.isEmpty()) {
            return new Outcome.WrongOptions();
        }
        var now = now();
        var after =
                before.with(label == null ? before.label() : label, options == null ? before.options() : options, now);
        if (!after.equals(before)) {
            definitions.update(caller.tenantId(), after);
            write(caller, "custom_field.updated", id, before, after, now);
        }
        return new Outcome.Done(after);
    }

    @Transactional
    public Outcome delete(Caller caller, DefinitionId id, Precondition precondition) {
        var before = definitions.lock(caller.tenantId(), id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!mayDefine(caller)) {
            return new Outcome.NotAllowed();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        definitions.delete(caller.tenantId(), id);
        write(caller, "custom_field.deleted", id, before, null, now());
        return new Outcome.Done(before);
    }

    private static boolean mayDefine(Caller caller) {
        return caller.type() != PrincipalType.USER || ROLES.contains(caller.role());
    }

    private void write(
            Caller caller,
            String action,
            DefinitionId id,
            @Nullable FieldDefinition before,
            @Nullable FieldDefinition after,
            Instant now) {
        events.publishEvent(new Act(
                caller.tenantId(), action, "custom_field", id.toString(), before, after, Actors.of(caller), now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
