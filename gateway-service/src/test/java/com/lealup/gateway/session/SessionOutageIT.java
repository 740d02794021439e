package com.lealup.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.PeopleTestBase;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without Postgres nobody can say whose session it is: 503, and nobody is signed out. */
class SessionOutageIT extends PeopleTestBase {

    @AfterEach
    void mend() {
        mendParts();
    }

    @Test
    void saysThatItCannotTellWhileSessionsCannotBeRead() {
        var person = signUp();
        var browser = browserOf(person);

        TestParts.shared().kill(Part.POSTGRES);

        for (var path : new String[] {"/v1/users/me", "/v1/customers", "/v1/sessions/current"}) {
            long start = System.nanoTime();
            var answer = browser.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
        }
        assertThat(new Browser(port).signIn(person.email(), PASSWORD).status()).isEqualTo(503);

        TestParts.shared().mend();
        // Signed in as before, and no path to 401 on the way.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            int status = browser.get("/v1/users/me").status();
            assertThat(status).isIn(200, 503);
            return status == 200;
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new Browser(port).signIn(person.email(), PASSWORD).status() == 201);
    }
}
