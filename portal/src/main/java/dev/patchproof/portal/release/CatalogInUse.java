package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

/** The one catalog that this process plans and judges by. Read once, at start. */
@Singleton
public final class CatalogInUse {
    private final Catalog catalog;

    @Inject
    CatalogInUse(Settings settings) {
        String source = settings.catalog().dir().map(Object::toString).orElse("the shipped catalog");
        try {
            catalog = settings.catalog().dir().map(CatalogReader::read).orElseGet(CatalogReader::shipped);
        } catch (CatalogException e) {
            throw new ConfigurationException(
                    "Patchproof refuses " + source + " (patchproof.catalog.dir): " + e.getMessage());
        }
        settings.appraisal().requiredMitigations().orElse(Set.of()).forEach(this::requireOptIn);
    }

    /** A name that is spelt wrong would otherwise be a demand that nobody checks. */
    private void requireOptIn(String id) {
        if (!id.equals(AppraisalPolicy.UBUNTU_PRO)
                && catalog.update(id).filter(Update::optIn).isEmpty()) {
            String known = catalog.updates().stream()
                    .filter(Update::optIn)
                    .map(Update::id)
                    .collect(Collectors.joining(", "));
            throw new ConfigurationException("Patchproof refuses patchproof.appraisal.required-mitigations:"
                    + " expected ids of opt-in mitigations (" + known + ") or " + AppraisalPolicy.UBUNTU_PRO
                    + ", found '" + id + "'");
        }
    }

    public Catalog catalog() {
        return catalog;
    }
}
