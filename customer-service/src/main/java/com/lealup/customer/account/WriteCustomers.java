package com.lealup.customer.account;

import com.lealup.customer.field.Definitions;
import com.lealup.customer.owner.OwnerDirectory;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes many customers at once, each under the rules of a single request, with the facts that those leave. */
@Component
public class WriteCustomers {

    private final CustomerBatches customers;
    private final OwnerDirectory owners;
    private final BatchLog log;
    private final Environment environment;
    private final InstantSource clock;

    WriteCustomers(
            CustomerBatches customers,
            OwnerDirectory owners,
            BatchLog log,
            Environment environment,
            InstantSource clock) {
        this.customers = customers;
        this.owners = owners;
        this.log = log;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Writes rows within the worker's transaction.
     *
     * @param fields what the workspace says about its fields
     * @return what became of each
     * @throws RacedException if somebody else wrote one of the customers meanwhile: to be tried again in a new
     *     transaction
     */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public List<RowOutcome> write(Caller caller, ImportRule rule, Definitions fields, List<ImportRow> rows) {
        var read = rows.stream()
                .map(row -> ReadRow.of(row, rule.mode(), fields, environment, caller))
                .toList();
        if (!rule.notifies()) {
            customers.scheduleQuietly();
        }
        var outcomes = new ArrayList<RowOutcome>(read.size());
        var most = read.size();
        while (outcomes.size() < read.size()) {
            var rest = read.subList(outcomes.size(), Math.min(read.size(), outcomes.size() + most));
            var decided = some(caller, rule, rest);
            outcomes.addAll(decided);
            // Rows that have to wait for each other come in runs: what is looked up for those behind would be wasted.
            most = decided.size() < rest.size() ? Math.max(16, 2 * decided.size()) : read.size();
        }
        return outcomes;
    }

    /** Writes the first of these rows, at least one. */
    private List<RowOutcome> some(Caller caller, ImportRule rule, List<ReadRow> rows) {
        var existing = customers.existing(caller.tenantId(), ids(rows), domains(rows), rule);
        var known = new KnownOwners(owners.find(caller.tenantId(), emails(rows, caller), ownersOf(existing)));
        var plan = new ImportPlan(caller, rule, known, existing, clock.instant().truncatedTo(ChronoUnit.MICROS));
        plan.decide(rows);
        customers.insert(plan.creations());
        customers.update(plan.editions());
        log.write(changes(plan, caller, known), rule.notifies());
        return plan.outcomes();
    }

    private static List<CustomerChanged> changes(ImportPlan plan, Caller caller, KnownOwners known) {
        var request = Correlation.current().requestId();
        var changes = new ArrayList<CustomerChanged>();
        for (var customer : plan.creations()) {
            changes.add(new CustomerChanged(
                    CustomerAction.CREATED, null, owned(customer, known), caller, request, customer.createdAt()));
        }
        for (var edition : plan.editions()) {
            changes.add(new CustomerChanged(
                    CustomerAction.UPDATED,
                    owned(edition.before(), known),
                    owned(edition.after(), known),
                    caller,
                    request,
                    edition.after().updatedAt()));
        }
        return changes;
    }

    private static Set<String> emails(List<ReadRow> rows, Caller caller) {
        return Stream.concat(rows.stream().flatMap(row -> row.owner().stream()), own(caller))
                .map(EmailAddress::folded)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> ownersOf(List<Customer> existing) {
        return existing.stream()
                .map(customer -> customer.details().ownerId())
                .filter(Objects::nonNull)
                .map(OwnerId::value)
                .collect(Collectors.toSet());
    }

    private static OwnedCustomer owned(Customer customer, KnownOwners known) {
        return new OwnedCustomer(customer, known.email(customer.details().ownerId()));
    }

    private static Stream<EmailAddress> own(Caller caller) {
        return Ownership.of(caller) instanceof Ownership.OwnOnly(var id, var email)
                ? Stream.of(new EmailAddress(email))
                : Stream.empty();
    }

    private static Set<UUID> ids(List<ReadRow> rows) {
        return rows.stream()
                .filter(ReadRow::good)
                .map(ReadRow::id)
                .filter(Objects::nonNull)
                .map(CustomerId::value)
                .collect(Collectors.toSet());
    }

    private static Set<String> domains(List<ReadRow> rows) {
        var domains = new HashSet<String>();
        rows.stream().filter(ReadRow::good).forEach(row -> {
            var domain = row.domain();
            if (domain != null) {
                domains.add(domain);
            }
        });
        return domains;
    }
}
