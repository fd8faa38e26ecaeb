package dev.patchproof.portal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.appraisal.Appraiser;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jdbi.v3.core.statement.StatementExceptions;

/** Rules that hold the one direction and the purity of the judging packages. */
@AnalyzeClasses(packages = "dev.patchproof", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "dev.patchproof.portal.collection", "dev.patchproof.portal.verification", "dev.patchproof.portal.appraisal"
    };

    @ArchTest
    static final ArchRule collectionDependsOnCatalogAndEvidence = classes()
            .that()
            .resideInAPackage("dev.patchproof.portal.collection")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patchproof.portal.collection",
                    "dev.patchproof.catalog",
                    "dev.patchproof.evidence",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule verificationDependsOnEvidenceJoseAndJson = classes()
            .that()
            .resideInAPackage("dev.patchproof.portal.verification")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patchproof.portal.verification",
                    "dev.patchproof.evidence",
                    "org.jose4j..",
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind..",
                    "java.lang..",
                    "java.math",
                    "java.util..",
                    "java.time..",
                    "java.security..",
                    "java.nio",
                    "java.nio.charset..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule appraisalDependsOnWhatComesBeforeIt = classes()
            .that()
            .resideInAPackage("dev.patchproof.portal.appraisal")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patchproof.portal.appraisal",
                    "dev.patchproof.portal.collection",
                    "dev.patchproof.portal.verification",
                    "dev.patchproof.catalog",
                    "dev.patchproof.evidence",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule pureCodeReadsNoClock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule pureCodeNeitherReadsNorPrints = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.nio.file..",
                            "java.net..",
                            "java.sql..",
                            "java.util.logging..",
                            "org.jboss..")
                    .and(not(type(Serializable.class))))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule joseIsUsedForTokensOnly = noClasses()
            .that()
            .resideInAPackage("dev.patchproof.portal..")
            .and()
            .resideOutsideOfPackages("dev.patchproof.portal.verification..", "dev.patchproof.portal.signing..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.jose4j.."));

    @ArchTest
    static final ArchRule unverifiedEvidenceIsJudgedInTheCorpusOnly = noClasses()
            .that()
            .resideInAPackage("dev.patchproof.portal..")
            .and()
            .resideOutsideOfPackages("dev.patchproof.portal.corpus..")
            .should()
            .callMethod(Appraiser.class, "replay", Catalog.class, Evidence.class, Instant.class, AppraisalPolicy.class);

    @ArchTest
    static final ArchRule sqlIsWrittenInStoresOnly = noClasses()
            .that()
            .resideInAPackage("dev.patchproof.portal..")
            .and(describe(
                    "are not stores", type -> !topLevel(type).getSimpleName().endsWith("Store")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.jdbi.v3.core.statement..")
                    .and(describe("say more than what failed statements tell", type -> !type.getName()
                            .startsWith(StatementExceptions.class.getName()))))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.sql\\.\\w*Statement");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.patchproof.portal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noVagueNames = noClasses()
            .that()
            .resideInAPackage("dev.patchproof.portal..")
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
    }
}
