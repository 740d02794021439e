package com.lealup.e2e;

import com.lealup.platform.architecture.HouseRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** The house rules for the programs that are no services. */
@AnalyzeClasses(
        packages = {"com.lealup.local", "com.lealup.load"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
