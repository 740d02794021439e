package com.lealup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.local.testing.TestParts;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TestPartsIT {

    @Test
    void rolesOfAServiceReachItsSchema() throws Exception {
        // Given
        var properties = TestParts.shared().properties("customer");

        // When
        try (var connection = DriverManager.getConnection(
                        properties.get("lealup.database.url"),
                        "customer_owner",
                        properties.get("lealup.database.owner-password"));
                var rows = connection.createStatement().executeQuery("select current_schema()")) {

            // Then
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("customer");
        }
    }
}
