package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.state.SuiteState;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Gives orders to the supervisor. */
public final class Orders {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SuiteState state;

    public Orders(SuiteState state) {
        this.state = state;
    }

    /** Ends a part at once; it stays down. */
    public void kill(Part part) {
        send(part, "kill");
    }

    /** Starts a part again and returns when it is ready. */
    public void restart(Part part) {
        send(part, "restart");
    }

    private void send(Part part, String order) {
        URI uri = URI.create("http://127.0.0.1:" + state.controlPort() + "/" + part.title() + "/" + order);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + state.controlToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Trouble(answer.body());
            }
        } catch (IOException e) {
            throw new Trouble(
                    "The supervisor (process " + state.supervisor().pid() + ") takes no orders: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }
}
