package com.lealup.ingest.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.id.Ulids;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CustomerTableTest {

    private final CustomerTable table = new CustomerTable();

    @Test
    void knowsNobodyAtFirst() {
        assertThat(table.get(Ulids.next(), Ulids.next())).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void tellsWorkspacesApart() {
        var customer = Ulids.next();
        var tenant = Ulids.next();
        table.put(tenant, customer, Standing.ACTIVE);

        assertThat(table.get(tenant, customer)).isEqualTo(Standing.ACTIVE);
        assertThat(table.get(Ulids.next(), customer)).isEqualTo(Standing.UNKNOWN);
        assertThat(table.get(customer, tenant)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void forgetsTheErased() {
        var tenant = Ulids.next();
        var customer = Ulids.next();
        table.put(tenant, customer, Standing.DELETED);
        table.put(tenant, customer, Standing.UNKNOWN);

        assertThat(table.get(tenant, customer)).isEqualTo(Standing.UNKNOWN);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void agreesWithAMapOverManyChanges() {
        var random = new Random(7);
        var standings = List.copyOf(EnumSet.allOf(Standing.class));
        var tenants = new UUID[] {Ulids.next(), Ulids.next(), new UUID(0, 0)};
        var customers = random.ints(40_000).mapToObj(any -> Ulids.next()).toList();
        var expected = new HashMap<String, Standing>();
        for (var i = 0; i < 200_000; i++) {
            var tenant = tenants[random.nextInt(tenants.length)];
            var customer = customers.get(random.nextInt(customers.size()));
            var standing = standings.get(random.nextInt(standings.size()));
            table.put(tenant, customer, standing);
            expected.put(tenant + "/" + customer, standing);
        }

        assertThat(table.size()).isEqualTo(expected.size());
        for (var tenant : tenants) {
            for (var customer : customers) {
                assertThat(table.get(tenant, customer))
                        .isEqualTo(expected.getOrDefault(tenant + "/" + customer, Standing.UNKNOWN));
            }
        }
    }

    @Test
    void answersRightWhileItGrows() throws InterruptedException {
        var tenant = Ulids.next();
        var customer = Ulids.next();
        table.put(tenant, customer, Standing.ACTIVE);
        var wrong = new AtomicBoolean();
        var done = new AtomicBoolean();
        var reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                if (table.get(tenant, customer) != Standing.ACTIVE) {
                    wrong.set(true);
                }
            }
        });
        for (var i = 0; i < 300_000; i++) {
            table.put(tenant, Ulids.next(), Standing.DELETED);
        }
        done.set(true);
        reader.join();

        assertThat(wrong).isFalse();
    }

    @Test
    void holdsAMillionCustomersInLessThan150Megabytes() {
        var tenant = Ulids.next();
        var before = usedMegabytes();

        for (var i = 0; i < 1_000_000; i++) {
            table.put(tenant, Ulids.next(), Standing.ACTIVE);
        }

        assertThat(table.size()).isEqualTo(1_000_000);
        assertThat(usedMegabytes() - before).isBetween(30L, 100L);
    }

    private static long usedMegabytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
