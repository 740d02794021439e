package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class RouteTableTest {

    private final RouteTable routes = new RouteTable(asShipped());

    @ParameterizedTest
    @CsvSource({
        "/v1/customers,CUSTOMER_SERVICE",
        "/v1/customers/,CUSTOMER_SERVICE",
        "/v1/customers/01H,CUSTOMER_SERVICE",
        "/v1/customers/01H/restore,CUSTOMER_SERVICE",
        "/v1/customers/01H/contacts/2,CUSTOMER_SERVICE",
        "/v1/customers/bulk-import,CUSTOMER_SERVICE",
        "/v1/%63ustomers,CUSTOMER_SERVICE",
        "/v1/segments,CUSTOMER_SERVICE",
        "/v1/jobs/1,CUSTOMER_SERVICE",
        "/v1/custom-fields,CUSTOMER_SERVICE",
        "/v1/customers/01H/health,HEALTH_SERVICE",
        "/v1/customers/01H/health/history,HEALTH_SERVICE",
        "/v1/customers/01H/timeline,HEALTH_SERVICE",
        "/v1/health-model,HEALTH_SERVICE",
        "/v1/health-model/versions,HEALTH_SERVICE",
        "/v1/health-summary,HEALTH_SERVICE",
        "/v1/events,INGEST_SERVICE",
        "/v1/events/backfill,INGEST_SERVICE",
        "/v1/webhook-subscriptions,WEBHOOK_SERVICE",
        "/v1/webhook-subscriptions/1/deliveries,WEBHOOK_SERVICE",
        "/v1/webhook-events,WEBHOOK_SERVICE"
    })
    void knowsWhoseAPathIs(String path, UpstreamService service) {
        assertThat(routes.serviceFor(path)).contains(service);
    }

    @ParameterizedTest
    @EnumSource
    void sendsEachDocumentedPathToTheServiceThatDocumentsIt(UpstreamService service) throws IOException {
        var name = service.text();
        var document = Files.readString(
                Path.of("..", name, "src", "main", "resources", "openapi", name + ".yaml"), StandardCharsets.UTF_8);

        var paths = document.lines()
                .filter(line -> line.startsWith("  /v1/"))
                .map(line -> line.strip().replace(":", "").replaceAll("\\{\\w+}", "1"))
                .toList();

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(routes.serviceFor(path)).contains(service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/users/me",
                "/v1/api-keys",
                "/v1/openapi.json",
                "/problems/not_found",
                "/docs",
                "/internal/customers/1",
                "/operator/workspaces",
                "/V1/customers",
                "/v1/customersx",
                "/actuator/health"
            })
    void keepsEverythingElse(String path) {
        assertThat(routes.serviceFor(path)).isEmpty();
    }

    @Test
    void namesServicesAsTheirTokensDo() {
        assertThat(UpstreamService.CUSTOMER_SERVICE.text()).isEqualTo("customer-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"customer-service", "ftp://x", "http://127.0.0.1:1/path", "http://127.0.0.1:1?x", "http:///"})
    void refusesAnOriginThatIsNone(String origin) {
        var good = URI.create("http://127.0.0.1:1");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new RoutesProperties(
                        URI.create(origin),
                        good,
                        good,
                        good,
                        asShipped().table(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        Duration.ofMillis(300),
                        Duration.ofMillis(1200))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("LEALUP_ROUTES_CUSTOMER_SERVICE");
    }

    /** The table of {@code application.yml}, the only one there is. */
    static RoutesProperties asShipped() {
        var environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "origins",
                        java.util.Map.of(
                                "lealup.routes.customer-service", "http://127.0.0.1:1",
                                "lealup.routes.ingest-service", "http://127.0.0.1:2",
                                "lealup.routes.health-service", "http://127.0.0.1:3",
                                "lealup.routes.webhook-service", "http://127.0.0.1:4")));
        return new Binder(ConfigurationPropertySources.get(environment))
                .bind("lealup.routes", RoutesProperties.class)
                .get();
    }
}
