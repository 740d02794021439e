package com.lealup.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** One suite serves all tests: each says what it does to the others. */
@AnalyzeClasses(packages = "com.lealup.e2e")
class SharingTest {

    @ArchTest
    static final ArchRule eachSaysWhetherItKillsParts = classes()
            .that()
            .haveSimpleNameEndingWith("IT")
            .should()
            .beAnnotatedWith(KillsParts.class)
            .orShould()
            .beAnnotatedWith(LeavesPartsAlone.class);
}
