package com.lealup.health;

import com.lealup.platform.architecture.HouseRules;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "com.lealup.health")
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule THE_SCORER_IS_PURE = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("com.lealup.health.score")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "com.lealup.health.score", "java..", "org.jspecify..", "org.junit..", "org.assertj..")
            .because("the same inputs give the same score on every machine, without Spring, I/O or a clock");
}
