package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.release.CatalogKeys;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseMaker;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.catalog.release.TrustedRelease;
import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which releases this portal takes. Without configured keys it takes none. */
final class ReleaseRules {
    private final CatalogKeys keys;
    private final boolean allowUnsigned;
    private final boolean allowOlder;
    private final Set<String> requiredMitigations;

    ReleaseRules(Settings settings) {
        try {
            keys = CatalogKeys.read(settings.catalog().keys().orElse(List.of()));
        } catch (ReleaseException notUsable) {
            throw new ConfigurationException("Patchproof refuses patchproof.catalog.keys: " + notUsable.getMessage());
        }
        allowUnsigned = settings.catalog().allowUnsigned();
        allowOlder = settings.catalog().allowOlder();
        requiredMitigations = settings.appraisal().requiredMitigations().orElse(Set.of());
        if (settings.catalog().fetch().url().isPresent() && !takeAny()) {
            throw new ConfigurationException("Patchproof refuses patchproof.catalog.fetch.url: expected"
                    + " patchproof.catalog.keys beside it, found none; nothing that is fetched could be trusted");
        }
    }

    /** Whether there is any release that could be taken. */
    boolean takeAny() {
        return allowUnsigned || !keys.isEmpty();
    }

    /** The release, where its signature is trusted or none is asked for. A signature that is there must hold. */
    TrustedRelease trust(ReleaseFile file) throws ReleaseException {
        if (!takeAny()) {
            throw new ReleaseException(
                    Reason.KEY_UNKNOWN,
                    "expected patchproof.catalog.keys to name the keys whose releases are trusted, found none: no"
                            + " release is taken");
        }
        try {
            return keys.verify(file);
        } catch (ReleaseException refused) {
            if (refused.reason() == Reason.UNSIGNED && allowUnsigned) {
                return TrustedRelease.withoutSignature(file);
            }
            throw refused;
        }
    }

    /**
     * Why the release must not follow the catalog in use; empty where it may.
     *
     * @param noted the last release that was taken; it counts though the catalog in use may be an older one, because the
     *     last was damaged since, or none. Taking the very same again repairs it
     */
    Optional<String> older(ReleaseManifest fresh, Optional<String> noted, CatalogSnapshot inUse) {
        if (allowOlder) {
            return Optional.empty();
        }
        long highest = noted.map(ReleaseFolder::sequence).orElse(0L);
        boolean theSame = noted.filter(ReleaseFolder.name(fresh)::equals).isPresent();
        if (fresh.sequence() <= highest && !theSame) {
            return Optional.of("expected a sequence number above " + highest
                    + ", that of the last release taken, found " + fresh.sequence() + allowed());
        }
        Optional<LocalDate> day =
                inUse.manifest().map(ReleaseManifest::asOf).or(() -> ReleaseMaker.newestFact(inUse.catalog()));
        return day.filter(known -> fresh.asOf().isBefore(known))
                .map(known -> "expected facts of " + known + " or later, as the catalog in use has them, found facts as"
                        + " of " + fresh.asOf() + allowed());
    }

    /** Ids of required mitigations that the catalog does not have: a demand that nobody would check. */
    List<String> missingMitigations(Catalog catalog) {
        return requiredMitigations.stream()
                .filter(id -> !id.equals(AppraisalPolicy.UBUNTU_PRO))
                .filter(id -> catalog.update(id).filter(Update::optIn).isEmpty())
                .sorted()
                .toList();
    }

    /** Refuses a setting that names what the catalog at the start does not have: it may be spelt wrong. */
    void requireMitigations(Catalog catalog) {
        for (String id : missingMitigations(catalog)) {
            String known = catalog.updates().stream()
                    .filter(Update::optIn)
                    .map(Update::id)
                    .collect(Collectors.joining(", "));
            throw new ConfigurationException("Patchproof refuses patchproof.appraisal.required-mitigations:"
                    + " expected ids of opt-in mitigations (" + known + ") or " + AppraisalPolicy.UBUNTU_PRO
                    + ", found '" + id + "'");
        }
    }

    private static String allowed() {
        return "; patchproof.catalog.allow-older lets it pass";
    }
}
