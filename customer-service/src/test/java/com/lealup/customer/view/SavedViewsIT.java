package com.lealup.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.id.Ulids;
import org.junit.jupiter.api.Test;

class SavedViewsIT extends ServiceIT {

    private static final String RENEWALS =
            "{\"name\": \"Renewals\", \"query\": {\"renewal_within_days\": \"30\", \"sort\": \"-arr\"}}";
    private static final String SHARED =
            "{\"name\": \"At risk\", \"shared\": true, \"query\": {\"health_status\": \"at_risk\"}}";

    @Test
    void isKeptByOneAndSharedByThoseWhoMay() {
        // Given
        var director = person("director", "customers:read", "segments:write");
        var viewer = person("viewer", "customers:read");

        // When
        var own = viewer.post("/v1/saved-views", RENEWALS);
        var shared = director.post("/v1/saved-views", SHARED);

        // Then
        assertThat(own.status()).isEqualTo(201);
        assertThat(shared.status()).isEqualTo(201);
        assertThat(viewer.post("/v1/saved-views", SHARED).status()).isEqualTo(403);
        assertThat(viewer.get("/v1/saved-views").json().get("data"))
                .extracting(view -> view.get("name").asString())
                .containsExactly("Renewals", "At risk");
        assertThat(director.get("/v1/saved-views").json().get("data"))
                .extracting(view -> view.get("name").asString())
                .containsExactly("At risk");
        assertThat(Api.ofNewWorkspace(port()).get("/v1/saved-views").json().get("data"))
                .isEmpty();
        var ownPath = "/v1/saved-views/" + own.string("id");
        assertThat(director.get(ownPath).status()).isEqualTo(404);
        assertThat(viewer.patch(ownPath, "{\"shared\": true}").status()).isEqualTo(403);
        assertThat(viewer.patch(ownPath, "{\"name\": \"Soon\"}").string("name")).isEqualTo("Soon");
        assertThat(viewer.get(ownPath).json().at("/query/sort").asString()).isEqualTo("-arr");
        var sharedPath = "/v1/saved-views/" + shared.string("id");
        assertThat(viewer.delete(sharedPath).status()).isEqualTo(403);
        assertThat(viewer.patch(sharedPath, "{\"name\": \"Mine\"}").status()).isEqualTo(403);
        assertThat(director.delete(sharedPath).status()).isEqualTo(204);
        assertThat(viewer.delete(ownPath).status()).isEqualTo(204);
        assertThat(viewer.get("/v1/saved-views").json().get("data")).isEmpty();
    }

    @Test
    void holdsOnlyWhatTheListCanBeAsked() {
        var refused = api.post(
                "/v1/saved-views",
                "{\"name\": \"\", \"query\": {\"status\": \"gone\", \"sort\": \"-age\", \"limit\": \"7\", \"q\": 7}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsExactlyInAnyOrder("/name", "/query/status", "/query/sort", "/query/limit", "/query/q");
    }

    private Api person(String role, String... scopes) {
        return api.person(Ulids.format(Ulids.next()), role).with(scopes);
    }
}
