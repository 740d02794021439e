package com.lealup.e2e;

import com.lealup.e2e.ApiClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person in front of the console: the cookie of a session, and its token with everything that changes something. */
final class Browser {

    private final String base;
    private final ApiClient client;
    private volatile String cookie = "";
    private volatile String token = "";

    Browser(String base) {
        this.base = base;
        this.client = new ApiClient(base, "");
    }

    Browser signIn(String email, String password) {
        var answer = send("POST", "/v1/sessions", body(Map.of("email", email, "password", password)));
        if (answer.status() != 201) {
            throw new AssertionError("not signed in: " + answer);
        }
        return this;
    }

    /** Chooses a password with the link of an invitation. */
    void accept(String invitation, String password) {
        var answer = send("POST", "/v1/invitations/accept", body(Map.of("token", invitation, "password", password)));
        if (answer.status() != 200) {
            throw new AssertionError("not accepted: " + answer);
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, "application/json");
    }

    Answer send(String method, String path, @Nullable String body, String type) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-CSRF-Token", token);
        }
        return kept(client.exchange(request.build()));
    }

    static String body(Map<String, String> fields) {
        return ApiClient.JSON.writeValueAsString(fields);
    }

    private Answer kept(HttpResponse<String> response) {
        response.headers().allValues("Set-Cookie").forEach(set -> cookie = set.split(";", 2)[0]);
        var answer = ApiClient.answer(response);
        if (answer.body().has("csrf_token")) {
            token = answer.body().get("csrf_token").asString();
        }
        return answer;
    }
}
