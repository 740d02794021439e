package com.lealup.local.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a vector that is published with the official libraries. */
class SinkTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant SIGNED = Instant.ofEpochSecond(1614265330);
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final Sink sink = sink(SIGNED.plusSeconds(30));

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void verifiesWhatWasSignedWithItsSecret() throws Exception {
        sink.verifyWith(new Verifier(SECRET));

        // Of several signatures one is enough: while a secret is rotated there are two.
        assertThat(post(BODY, "v1,AAAA " + SIGNATURE)).isEqualTo(204);

        assertThat(shown()).contains(ID).contains("signature verified").contains("\"test\" : 2432232314");
    }

    @Test
    void objectsToAnotherBodyAnotherSecretAndAnotherTime() throws Exception {
        sink.verifyWith(new Verifier(SECRET));
        post(BODY + " ", SIGNATURE);
        assertThat(shown()).contains("REFUSED: none of its signatures");

        sink.verifyWith(new Verifier("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"));
        post(BODY, SIGNATURE);
        assertThat(shown()).contains("REFUSED: none of its signatures");

        var verifier = new Verifier(SECRET);
        var body = BODY.getBytes(StandardCharsets.UTF_8);
        var seconds = String.valueOf(SIGNED.getEpochSecond());
        assertThat(verifier.objection(ID, seconds, SIGNATURE, body, SIGNED.plus(Duration.ofMinutes(5))))
                .isNull();
        assertThat(verifier.objection(ID, seconds, SIGNATURE, body, SIGNED.plusSeconds(301)))
                .contains("5 minutes");
        assertThat(verifier.objection(ID, "soon", SIGNATURE, body, SIGNED)).contains("Unix time");
        assertThat(verifier.objection(null, seconds, SIGNATURE, body, SIGNED)).contains("missing");
    }

    @Test
    void saysThatItCannotVerifyWithoutASecret() throws Exception {
        post("no JSON", SIGNATURE);

        assertThat(shown()).contains("not verified").contains("no JSON");
    }

    @Test
    void refusesASecretThatIsNone() {
        assertThatThrownBy(() -> new Verifier("MfKQ9r8G")).isInstanceOf(Trouble.class);
        assertThatThrownBy(() -> new Verifier("whsec_?")).isInstanceOf(Trouble.class);
    }

    private Sink sink(Instant now) {
        return new Sink(0, 204, true, shown::add, InstantSource.fixed(now));
    }

    private String shown() {
        var text = String.join("\n", shown);
        shown.clear();
        return text;
    }

    private int post(String body, String signature) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(sink.url() + "hook"))
                    .header("webhook-id", ID)
                    .header("webhook-timestamp", String.valueOf(SIGNED.getEpochSecond()))
                    .header("webhook-signature", signature)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
