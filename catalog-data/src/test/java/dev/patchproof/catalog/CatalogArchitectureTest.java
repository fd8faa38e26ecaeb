package dev.patchproof.catalog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.patchproof.catalog", importOptions = DoNotIncludeTests.class)
class CatalogArchitectureTest {
    private static final String MODEL = "dev.patchproof.catalog";

    @ArchTest
    static final ArchRule modelDependsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .onlyDependOnClassesThat(resideInAPackage(MODEL)
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util.."))
                    .or(resideInAPackage("java.time.."))
                    .or(resideInAPackage("java.net"))
                    .or(resideInAPackage("org.jspecify..")));

    @ArchTest
    static final ArchRule allowListDependsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(MODEL + ".limits")
            .should()
            .onlyDependOnClassesThat(resideInAPackage(MODEL + ".limits")
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util.."))
                    .or(resideInAPackage("org.jspecify..")));

    @ArchTest
    static final ArchRule packagesHaveNoCycle =
            slices().matching("dev.patchproof.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule readerKnowsNeitherImporterNorTool = noClasses()
            .that()
            .resideInAPackage(MODEL + ".reader")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    MODEL + ".importer",
                    MODEL + ".release",
                    MODEL + ".tool",
                    "picocli..",
                    "org.tukaani..",
                    "org.apache..");

    @ArchTest
    static final ArchRule joseIsUsedForReleasesOnly = noClasses()
            .that()
            .resideOutsideOfPackage(MODEL + ".release")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jose4j..");

    @ArchTest
    static final ArchRule releaseKnowsNeitherImporterNorTool = noClasses()
            .that()
            .resideInAPackage(MODEL + ".release")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODEL + ".importer", MODEL + ".tool", "org.tukaani..", "org.apache..");

    @ArchTest
    static final ArchRule onlyTheToolKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(MODEL + ".tool")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule noClock = noClasses()
            .should()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingLogs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.jboss.logging..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
