package dev.patchproof.probe.windows;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class JnaBoundaryTest {

    private static final JavaClasses PROBE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.patchproof");

    @Test
    void jna_onlyInItsAdapters() {
        DescribedPredicate<HasName> adapters = nameMatching(
                "dev\\.patchproof\\.probe\\.windows\\.(Jna\\w+|NtVersion|Kernel32Calls|WindowsDeviceKeyStore)"
                        + "(\\$\\w+)*");

        noClasses()
                .that(not(adapters))
                .should()
                .dependOnClassesThat(resideInAPackage("com.sun.jna.."))
                .check(PROBE);
    }
}
