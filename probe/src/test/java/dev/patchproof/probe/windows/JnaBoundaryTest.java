package dev.patchproof.probe.windows;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class JnaBoundaryTest {

    private static final JavaClasses PROBE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.patchproof");

    @Test
    void jna_onlyInItsAdapters() {
        DescribedPredicate<JavaClass> adapters = resideInAPackage("dev.patchproof.probe.windows")
                .and(simpleNameStartingWith("Jna")
                        .or(simpleName("NtVersion"))
                        .or(simpleName("Kernel32Calls"))
                        .or(simpleName("WindowsDeviceKeyStore")));

        noClasses()
                .that(not(adapters))
                .should()
                .dependOnClassesThat(resideInAPackage("com.sun.jna.."))
                .check(PROBE);
    }
}
