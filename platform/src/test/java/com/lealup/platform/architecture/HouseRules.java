package com.lealup.platform.architecture;

import static com.lealup.platform.architecture.HouseRulesPredicates.AVRO_CARRIERS;
import static com.lealup.platform.architecture.HouseRulesPredicates.AVRO_TYPES;
import static com.lealup.platform.architecture.HouseRulesPredicates.COMMAND_LINE;
import static com.lealup.platform.architecture.HouseRulesPredicates.PLATFORM;
import static com.lealup.platform.architecture.HouseRulesPredicates.PRODUCTION;
import static com.lealup.platform.architecture.HouseRulesPredicates.TESTS;
import static com.lealup.platform.architecture.HouseRulesPredicates.USERS_OF_WORKER_BEANS;
import static com.lealup.platform.architecture.HouseRulesPredicates.WIRING;
import static com.lealup.platform.architecture.HouseRulesPredicates.haveNullMarkedPackageInfo;
import static com.lealup.platform.architecture.HouseRulesPredicates.readTheClock;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * The rules of style and architecture that a machine can hold code against. A module runs them on its own package:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "com.lealup.customer")
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests rules = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 *
 * <p>Tests are held to the rules about tests only.
 */
public final class HouseRules {

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_cycles = slices().matching("com.lealup.*.(*)..")
            .namingSlices("feature $1")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(TESTS, JavaClass.Predicates.resideInAPackage(".."))
            .allowEmptyShould(true)
            .because("two features that need each other are one feature, or hide a third");

    @ArchTest
    static final ArchRule what_only_the_framework_calls_is_not_public = classes()
            .that(PRODUCTION)
            .and(WIRING)
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("controllers, listeners, publishers, configurations and properties belong to their feature alone");

    @ArchTest
    static final ArchRule avro_stays_at_the_edge = noClasses()
            .that(PRODUCTION)
            .and(not(PLATFORM))
            .and(not(COMMAND_LINE))
            .and(not(AVRO_CARRIERS))
            .should()
            .dependOnClassesThat(AVRO_TYPES)
            .allowEmptyShould(true)
            .because("generated types are the wire's, and change with it; listeners and publishers translate");

    @ArchTest
    static final ArchRule local_date_times_are_banned = noClasses()
            .that(PRODUCTION)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.LocalDateTime")
            .allowEmptyShould(true)
            .because("a time without a zone is a guess; use Instant");

    @ArchTest
    static final ArchRule time_comes_from_an_instant_source = noClasses()
            .that(PRODUCTION)
            .should(readTheClock())
            .allowEmptyShould(true)
            .because("a test must be able to say what time it is; take an InstantSource");

    @ArchTest
    static final ArchRule settings_come_from_properties_records = noClasses()
            .that(PRODUCTION)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
            .allowEmptyShould(true)
            .because("@ConfigurationProperties records are typed, validated and documented in one place");

    @ArchTest
    static final ArchRule logging_is_slf4j = noClasses()
            .that(PRODUCTION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule standard_streams_are_not_a_log = noClasses()
            .that(PRODUCTION)
            .and(not(COMMAND_LINE))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_named_after_what_they_do = noClasses()
            .that(PRODUCTION)
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..helper..",
                    "..helpers..",
                    "..impl..",
                    "..dto..",
                    "..manager..")
            .allowEmptyShould(true)
            .because("such a name takes in everything and says nothing");

    @ArchTest
    static final ArchRule every_package_says_what_it_owns = classes()
            .that(PRODUCTION)
            .should(haveNullMarkedPackageInfo())
            .allowEmptyShould(true)
            .because("package-info.java has the one sentence, and @NullMarked");

    @ArchTest
    static final ArchRule http_code_cannot_reach_worker_beans = noClasses()
            .that(PRODUCTION)
            .and()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .transitivelyDependOnClassesThat(USERS_OF_WORKER_BEANS)
            .allowEmptyShould(true)
            .because("the worker role sees every tenant's rows");

    @ArchTest
    static final ArchRule fields_are_not_injected = noFields()
            .that()
            .areDeclaredInClassesThat(PRODUCTION)
            .should(GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
            .allowEmptyShould(true)
            .because("a class states what it needs in its constructor");

    @ArchTest
    static final ArchRule nothing_is_mocked = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.mockito..", "org.springframework.test.context.bean.override.mockito..")
            .allowEmptyShould(true)
            .because("a hand-written fake states what it assumes");

    @ArchTest
    static final ArchRule tests_do_not_sleep = noClasses()
            .that(TESTS)
            .should()
            .callMethodWhere(HouseRulesPredicates.SLEEPING)
            .allowEmptyShould(true)
            .because("Awaitility waits for what is meant, and no longer");

    @ArchTest
    static final ArchRule tests_are_not_switched_off = noClasses()
            .that(TESTS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
            .allowEmptyShould(true);

    private HouseRules() {}
}
