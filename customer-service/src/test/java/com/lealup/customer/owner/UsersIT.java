package com.lealup.customer.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.GatewayStandIn;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UserRole;
import com.lealup.schemas.v1.UserState;
import com.lealup.schemas.v1.UserStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsersIT extends ServiceIT {

    @Test
    void followsTheUsersOfAWorkspace() {
        // Given
        var id = Ulids.format(Ulids.next());
        user(id, 2, "Jane.Doe@example.com", UserStatus.ACTIVE);
        user(id, 1, "old@example.com", UserStatus.INVITED);

        // When
        GATEWAY.mode(GatewayStandIn.Mode.KNOWS_NOBODY);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ownerOf("jane.doe@example.com")).isEqualTo(id));
        var created = api.post("/v1/customers", "{\"name\": \"Acme\", \"owner_email\": \"jane.DOE@example.com\"}");

        // Then
        assertThat(created.string("owner_id")).isEqualTo(id);
        assertThat(created.string("owner_email")).isEqualTo("Jane.Doe@example.com");
        user(id, 3, "jane@new.example", UserStatus.ACTIVE);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(api.get(created.header("Location")).string("owner_email"))
                                .isEqualTo("jane@new.example"));
        assertThat(api.get(created.header("Location")).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void givesNothingNewToAUserWhoWasDeactivated() {
        // Given
        var id = Ulids.format(Ulids.next());
        user(id, 1, "gone@example.com", UserStatus.DEACTIVATED);

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var answer = api.post("/v1/customers", "{\"name\": \"\", \"owner_email\": \"gone@example.com\"}");
            assertThat(answer.failing()).containsExactlyInAnyOrder("/name", "/owner_email");
        });
        assertThat(api.post("/v1/customers", "{\"name\": \"A\", \"owner_email\": \"gone@example.com\"}")
                        .failing())
                .containsExactly("/owner_email");
    }

    private String ownerOf(String email) {
        return api.post("/v1/customers", "{\"name\": \"Probe\", \"owner_email\": \"" + email + "\"}")
                .json()
                .path("owner_id")
                .asString();
    }

    private void user(String id, long revision, String email, UserStatus status) {
        facts.append(
                Topics.USERS,
                api.tenant() + ":" + id,
                UserState.newBuilder()
                        .setTenantId(api.tenant().toString())
                        .setUserId(id)
                        .setEmail(email)
                        .setName("Jane")
                        .setRole(UserRole.CSM)
                        .setStatus(status)
                        .setCreatedAt(Instant.parse("2026-11-23T00:00:00Z"))
                        .setRevision(revision)
                        .build());
    }
}
