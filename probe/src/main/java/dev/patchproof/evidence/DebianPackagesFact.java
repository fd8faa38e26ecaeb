package dev.patchproof.evidence;

import java.util.List;

/** Those of the asked packages of which dpkg knows anything, one entry per name and architecture, sorted by both. */
public record DebianPackagesFact(List<DebianPackage> packages) {
    public DebianPackagesFact {
        packages = List.copyOf(packages);
    }
}
