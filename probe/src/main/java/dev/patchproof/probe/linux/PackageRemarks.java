package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;

/** Adds to packages what stands elsewhere than in dpkg's own records of them: their archives, and overridden modes. */
final class PackageRemarks {
    private final RootFolder root;

    PackageRemarks(RootFolder root) {
        this.root = root;
    }

    DebianPackagesFact in(DebianPackagesFact fact) {
        AptLists lists = AptLists.read(root, fact.packages());
        StatOverrides overrides = StatOverrides.read(root);
        return new DebianPackagesFact(fact.packages().stream()
                .map(known -> new DebianPackage(
                        known.name(),
                        known.architecture(),
                        known.version(),
                        known.status(),
                        known.source(),
                        known.unpackedAt(),
                        lists.offering(known),
                        known.files().map(overrides::in)))
                .toList());
    }
}
