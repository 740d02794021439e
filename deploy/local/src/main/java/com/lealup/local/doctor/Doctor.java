package com.lealup.local.doctor;

import com.lealup.local.part.Part;
import com.lealup.local.part.Ports;
import com.lealup.local.server.Kafka;
import com.lealup.local.server.Postgres;
import com.lealup.local.server.Registry;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Suite;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Examines a deployment. Where a part is away, what rests on it is not looked at, and everything else is. */
public final class Doctor {

    private static final String ASK_AGAIN = "start it as it says above, then ask again";

    private final List<Patient> patients;
    private final Map<Part, Boolean> ready = new HashMap<>();

    private record Patient(Check check, Suite suite, Set<Part> needs) {}

    private Doctor(List<Patient> patients) {
        this.patients = List.copyOf(patients);
    }

    /** For a folder on which nothing runs. */
    public static List<Finding> examine(DataFolder data, Ports ports) {
        var findings = new ArrayList<Finding>();
        for (var check : List.of(new MachineCheck(data), new FilesCheck(data), new PortsCheck(ports))) {
            findings.addAll(look(check));
        }
        return findings;
    }

    /** For what runs. */
    public static List<Finding> examine(Suite suite, SuiteState state) {
        var settings = suite.settings();
        var postgres = (Postgres) suite.server(Part.POSTGRES);
        var kafka = (Kafka) suite.server(Part.KAFKA);
        var registry = (Registry) suite.server(Part.REGISTRY);
        var data = settings.data();
        return new Doctor(List.of(
                        new Patient(new MachineCheck(data), suite, Set.of()),
                        new Patient(new FilesCheck(data), suite, Set.of()),
                        new Patient(new PartsCheck(suite, state), suite, Set.of()),
                        new Patient(
                                new DatabaseCheck(postgres::superuser, settings.checkout(), InstantSource.system()),
                                suite,
                                Set.of(Part.POSTGRES)),
                        new Patient(new TenantsCheck(postgres::superuser), suite, Set.of(Part.POSTGRES)),
                        new Patient(new RolesCheck(postgres::superuser), suite, Set.of(Part.POSTGRES)),
                        new Patient(new TopicsCheck(kafka::admin), suite, Set.of(Part.KAFKA)),
                        new Patient(new SchemasCheck(registry.url()), suite, Set.of(Part.REGISTRY)),
                        new Patient(
                                new BacklogCheck(postgres::superuser, kafka::admin),
                                suite,
                                Set.of(Part.POSTGRES, Part.KAFKA))))
                .examine();
    }

    /** Looks at everything, in the order in which one thing rests on the other. */
    private List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        for (var patient : patients) {
            var away = patient.needs().stream()
                    .filter(part -> !ready.computeIfAbsent(
                            part, one -> Patience.ready(patient.suite().server(one))))
                    .map(Part::title)
                    .sorted()
                    .toList();
            findings.addAll(
                    away.isEmpty()
                            ? look(patient.check())
                            : List.of(Finding.problem(
                                    patient.check().title(),
                                    "not looked at: " + String.join(" and ", away) + " does not answer",
                                    ASK_AGAIN)));
        }
        return findings;
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(notSeen(check, e));
        } catch (Exception e) {
            return List.of(notSeen(check, e));
        }
    }

    private static Finding notSeen(Check check, Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return Finding.problem(check.title(), "could not be looked at: " + cause.getMessage(), ASK_AGAIN);
    }
}
