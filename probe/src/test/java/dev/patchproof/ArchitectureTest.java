package dev.patchproof;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"dev.patchproof.evidence", "dev.patchproof.probe"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule WIRE_MODEL_KNOWS_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("dev.patchproof.evidence")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patchproof.evidence", "java.lang..", "java.time..", "java.util..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule JNA_IN_THE_WINDOWS_PART_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe.windows")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule JOSE4J_IN_TRUST_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe.trust")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jose4j..");

    @ArchTest
    static final ArchRule PICOCLI_IN_THE_COMMAND_LINE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule HTTP_IN_THE_OUTER_RING_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule AWT_AND_SWING_IN_THE_WINDOW_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe.window")
            .and()
            .haveNameNotMatching("dev\\.patchproof\\.probe\\.DoubleClick(\\$Screen)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "javax.accessibility..");

    @ArchTest
    static final ArchRule ONE_DOOR_TO_THE_WINDOW = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patchproof.probe.window")
            .and()
            .doNotHaveFullyQualifiedName("dev.patchproof.probe.WindowRun")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.patchproof.probe.window");

    @ArchTest
    static final ArchRule WINDOW_KNOWS_THE_CONVERSATION_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.patchproof.probe.window")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.patchproof..")
                    .and(not(resideInAnyPackage("dev.patchproof.probe.window", "dev.patchproof.probe.conversation"))));

    @ArchTest
    static final ArchRule CONVERSATION_KNOWS_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("dev.patchproof.probe.conversation")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patchproof.probe.conversation", "java.lang..", "java.util..", "org.jspecify.annotations");

    /** What the person's own click may do: hand the result's address to the desktop. */
    @ArchTest
    static final ArchRule DESKTOP_FOR_THE_RESULT_ALONE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.patchproof.probe.window.VerdictPage")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.awt.Desktop");

    @ArchTest
    static final ArchRule NO_OTHER_PROGRAM_IS_STARTED = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Runtime");

    @ArchTest
    static final ArchRule OF_THE_CATALOG_THE_ALLOW_LIST_ALONE = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.patchproof.catalog..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage("dev.patchproof.catalog.limits")));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.patchproof.(**)").should().beFreeOfCycles();
}
