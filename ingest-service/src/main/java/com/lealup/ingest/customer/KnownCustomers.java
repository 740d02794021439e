package com.lealup.ingest.customer;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which customers take events. The view answers for all that it knows to be active; before a customer is refused the
 * customer service is asked, because the view may be a moment behind a creation or a restoration.
 */
@Component
public class KnownCustomers {

    private static final Logger LOG = LoggerFactory.getLogger(KnownCustomers.class);

    private final CustomerTable table;
    private final CustomerDirectory directory;
    private final Duration timeout;

    KnownCustomers(CustomerTable table, CustomerDirectory directory, CustomerServiceProperties properties) {
        this.table = table;
        this.directory = directory;
        this.timeout = properties.timeout();
    }

    /** The standing of each, within the timeout. Other workspaces' customers are unknown. */
    public Standings find(Caller caller, Collection<CustomerId> customers) {
        Map<CustomerId, Standing> known = new HashMap<>();
        Map<CustomerId, CompletableFuture<Standing>> asked = new LinkedHashMap<>();
        for (var customer : customers) {
            if (known.containsKey(customer)) {
                continue;
            }
            var standing = table.get(caller.tenantId().value(), customer.value());
            known.put(customer, standing);
            if (standing != Standing.ACTIVE) {
                asked.put(customer, directory.ask(caller, Correlation.current(), customer));
            }
        }
        return asked.isEmpty() || complete(known, asked) ? new Standings.Known(known) : new Standings.Unavailable();
    }

    /** Whether every question has an answer; a customer in the trash needs none to be refused. */
    private boolean complete(Map<CustomerId, Standing> known, Map<CustomerId, CompletableFuture<Standing>> asked) {
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var question : asked.entrySet()) {
            try {
                var left = Math.max(0, deadline - System.nanoTime());
                known.put(question.getKey(), question.getValue().get(left, TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException away) {
                if (known.get(question.getKey()) == Standing.UNKNOWN) {
                    LOG.atWarn()
                            .addKeyValue("part", "customer-service")
                            .addKeyValue("cause", away.toString())
                            .log("a customer could not be looked up");
                    return false;
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
