package com.lealup.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.platform.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

class PagesIT extends GatewayTestBase {

    @LocalManagementPort
    private int management;

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void explainsEveryProblem(ProblemType type) {
        var page = sendTo(port, null, "GET", type.uri(), null, "Accept", "text/html,*/*;q=0.8");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.response().body())
                .contains(
                        "<h1>" + type.title() + "</h1>",
                        type.code(),
                        "" + type.status().value())
                .doesNotContain("<script", "`");
    }

    @Test
    void knowsNoOtherProblem() {
        assertThat(sendTo(port, null, "GET", "/problems/nothing", null).status())
                .isEqualTo(404);
    }

    @Test
    void describesTheApiToPeopleAndPrograms() {
        var document = sendTo(port, null, "GET", "/v1/openapi.json", null);
        var page = sendTo(port, null, "GET", "/docs", null).response().body();

        assertThat(document.json().path("openapi").asString()).isEqualTo("3.1.0");
        document.json()
                .path("paths")
                .properties()
                .forEach(path -> assertThat(page).contains(path.getKey()));
        var again = sendTo(port, null, "GET", "/v1/openapi.json", null, "If-None-Match", document.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1/nothing", "/v1/users/me/nothing", "/favicon.ico", "/actuator/health"})
    void answersWithAProblemWhereThereIsNothing(String path) {
        var answer = get(newWorkspace().key(), path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void namesTheMethodsThatWork() {
        var answer = send(newWorkspace().key(), "PUT", "/v1/api-keys", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void servesItsStyle() {
        assertThat(sendTo(port, null, "GET", "/page.css", null).header("Content-Type"))
                .startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/actuator/prometheus"})
    void showsHealthAndMetricsOnTheManagementPort(String path) {
        assertThat(sendTo(management, null, "GET", path, null).status()).isEqualTo(200);
    }
}
