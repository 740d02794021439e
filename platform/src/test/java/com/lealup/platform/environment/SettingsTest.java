package com.lealup.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    @ConfigurationProperties("lealup.probe")
    record ProbeProperties(
            Duration patience,
            URI customerServiceUrl,
            int retries,
            boolean loopback,
            String secretKeys,
            String colour) {

        ProbeProperties {
            if (secretKeys != null && !secretKeys.startsWith("1:")) {
                throw new IllegalArgumentException("must be a list of version:base64 of 32 bytes");
            }
            if (colour != null && !colour.equals("red")) {
                throw new IllegalArgumentException("colour must be red");
            }
            if (retries < 0) {
                throw new IllegalArgumentException("must be at least 0");
            }
            if (customerServiceUrl != null && !"http".equals(customerServiceUrl.getScheme())) {
                throw new IllegalArgumentException("LEALUP_PROBE_CUSTOMER_SERVICE_URL must start with http");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(EnvironmentAutoConfiguration.class)
    @EnableConfigurationProperties({ProbeProperties.class, ServerProperties.class})
    static class Service {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lealup.environment=prod | LEALUP_ENVIRONMENT is 'prod' but must be test or live.",
                "lealup.probe.patience=soon | LEALUP_PROBE_PATIENCE is 'soon' but must be a duration such as 30s",
                "lealup.probe.retries=many | LEALUP_PROBE_RETRIES is 'many' but must be a whole number.",
                "lealup.probe.loopback=perhaps | LEALUP_PROBE_LOOPBACK is 'perhaps' but must be true or false.",
                "lealup.probe.customer-service-url=http://[ | LEALUP_PROBE_CUSTOMER_SERVICE_URL is 'http://[' but must be an"
                        + " address such as",
                "server.port=http | SERVER_PORT is 'http' but must be a whole number.",
                "lealup.probe.colour=blue | LEALUP_PROBE_COLOUR is 'blue' but must be red.",
                "lealup.probe.retries=-1 | LEALUP_PROBE_RETRIES is '-1' but must be at least 0.",
                "lealup.probe.customer-service-url=ftp://u:p@x | LEALUP_PROBE_CUSTOMER_SERVICE_URL is 'ftp://…@x' but must"
                        + " start with http."
            })
    void saysWhichVariableAndWhatItMustBe(String setting, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> start(
                setting.startsWith("lealup.environment") ? "--debug=false" : "--lealup.environment=test",
                "--" + setting));

        assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence);
        assertThat(output).doesNotContain("\tat org.springframework");
    }

    @Test
    void namesAMissingOne(CapturedOutput output) {
        assertThatThrownBy(SettingsTest::start);

        assertThat(output).contains("LEALUP_ENVIRONMENT is missing; it must be test or live.");
    }

    @Test
    void doesNotRepeatASecret(CapturedOutput output) {
        assertThatThrownBy(() -> start("--lealup.environment=test", "--lealup.probe.secret-keys=hunter2"));

        assertThat(output)
                .contains("must be a list of version:base64 of 32 bytes")
                .contains("LEALUP_PROBE_SECRET_KEYS (its value is not shown) must be")
                .doesNotContain("hunter2");
    }

    @Test
    void knowsItsEnvironment() {
        try (var context = start("--lealup.environment=live")) {
            assertThat(context.getBean(Environment.class))
                    .isEqualTo(Environment.LIVE)
                    .hasToString("live");
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(Service.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }
}
