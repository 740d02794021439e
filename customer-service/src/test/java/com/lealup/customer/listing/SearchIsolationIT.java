package com.lealup.customer.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.Callers;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What answers HTTP cannot ask for another tenant, not even when it wants to. */
class SearchIsolationIT extends ServiceIT {

    private static final CustomerFilter ALL = new CustomerFilter(
            Set.of(), null, Set.of(), null, null, LocalDate.of(2026, 11, 27), null, false, List.of());

    @Autowired
    private FindCustomers customers;

    @Autowired
    @Worker
    private JdbcClient worker;

    @Test
    void findsNothingOfAnotherTenantEvenWhenAskedForIt() {
        // Given
        create("{\"name\": \"Zanzibar Spices\"}");
        var own = api.caller();
        var stranger = Api.ofNewWorkspace(port()).caller();

        // Then
        for (var words : List.of(List.of("zanzibar"), List.of("zanzi"), List.of("zanzibra"), List.<String>of())) {
            var query = new FindCustomers.Query(ALL, words, null);
            assertThat(Callers.call(own, () -> customers.page(own.tenantId(), query, null, 10)))
                    .hasSize(1);
            assertThat(Callers.call(stranger, () -> customers.page(own.tenantId(), query, null, 10)))
                    .isEmpty();
            assertThat(customers.page(own.tenantId(), query, null, 10)).isEmpty();
        }
    }

    /** A function that runs as its owner is the only way around the policies, so there is none. */
    @Test
    void mayRunNoFunctionAsItsOwner() {
        assertThat(worker.sql("""
                                select proname
                                from pg_proc
                                where pronamespace = 'customer'::regnamespace
                                  and prosecdef
                                """).query(String.class).list()).isEmpty();
    }
}
