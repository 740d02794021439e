package com.lealup.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleIT extends GatewayTestBase {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/app/assets/[^\"]+\\.js)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/app/",
                "/app/login",
                "/app/customers/01KAR4T2H3M7Q9S1V5X8Z0B2D4",
                "/app/customers?status=active&sort=-arr&q=acme",
                "/app/admin/webhooks?subscription=01KAR6A8C1E4G7J0M3P6S9V2X5&delivery=01KAR7B2D5F8H1K4N7Q0S3V6X9"
            })
    void servesThePageUnderEachOfItsAddresses(String path) {
        var page = sendTo(port, null, "GET", path, null, "Accept", "text/html,*/*;q=0.8");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.response().body()).contains("<div id=\"root\">").doesNotContain("<script>", "<style");
    }

    @Test
    void letsBrowsersKeepWhatIsNamedByItsContent() {
        var page = sendTo(port, null, "GET", "/app", null).response().body();
        var script = SCRIPT.matcher(page);
        assertThat(script.find()).isTrue();

        var file = sendTo(port, null, "GET", script.group(1), null);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/javascript");
        assertThat(file.header("Cache-Control")).contains("immutable");
        var again = sendTo(port, null, "GET", script.group(1), null, "If-None-Match", file.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/assets/v/nothing.js", "/app/assets/v/nothing"})
    void hasNoOtherFiles(String path) {
        assertThat(sendTo(port, null, "GET", path, null).status()).isBetween(400, 404);
    }
}
