package com.lealup.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen to fail on a class made to break it: a gate that never bites guards nothing. */
class HouseRulesTest {

    private static final JavaClasses COUNTER_EXAMPLES =
            new ClassFileImporter().importPackages("com.lealup.counterexample");

    @AnalyzeClasses(packages = "com.lealup.platform")
    static class PlatformArchitectureTest {

        @ArchTest
        static final ArchTests rules = ArchTests.in(HouseRules.class);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(HouseRules.features_do_not_depend_on_each_other_in_cycles, "First", "Second"),
                broken(
                        HouseRules.what_only_the_framework_calls_is_not_public,
                        "PublicController",
                        "PublicListener",
                        "PublicPublisher",
                        "PublicBeans",
                        "PublicProperties"),
                broken(HouseRules.avro_stays_at_the_edge, "AvroInside"),
                broken(HouseRules.local_date_times_are_banned, "LocalTime"),
                broken(
                        HouseRules.time_comes_from_an_instant_source,
                        "ReadsInstant",
                        "ReadsSystem",
                        "ReadsClock",
                        "ReadsByReference"),
                broken(HouseRules.settings_come_from_properties_records, "ValueSetting"),
                broken(HouseRules.logging_is_slf4j, "JulLogging"),
                broken(HouseRules.standard_streams_are_not_a_log, "Printing"),
                broken(HouseRules.packages_are_named_after_what_they_do, "Anything"),
                broken(HouseRules.every_package_says_what_it_owns, "Undescribed"),
                broken(HouseRules.http_code_cannot_reach_worker_beans, "SweepingController"),
                broken(HouseRules.fields_are_not_injected, "FieldInjection"),
                broken(HouseRules.nothing_is_mocked, "Mocking"),
                broken(HouseRules.tests_do_not_sleep, "Sleeper"),
                broken(HouseRules.tests_are_not_switched_off, "Sleeper"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void bites(ArchRule rule, List<String> culprits) {
        assertThatThrownBy(() -> rule.check(COUNTER_EXAMPLES))
                .isInstanceOf(AssertionError.class)
                .satisfies(failure -> assertThat(failure.getMessage()).contains(culprits));
    }

    @Test
    void leavesAvroAtTheEdgeAlone() {
        assertThatThrownBy(() -> HouseRules.avro_stays_at_the_edge.check(COUNTER_EXAMPLES))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("TranslatingListener"));
    }

    @Test
    void isShownToBiteInEveryRule() {
        var rules = Arrays.stream(HouseRules.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .count();

        assertThat(broken().count()).isEqualTo(rules);
    }

    private static Arguments broken(ArchRule rule, String... culprits) {
        return Arguments.of(rule, List.of(culprits));
    }
}
