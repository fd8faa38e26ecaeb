package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackage;

/**
 * Adds to a package what stands elsewhere than in dpkg's own record of it: its archives, and overridden modes.
 *
 * @param lists read for the packages that are to be remarked on
 */
record PackageRemarks(AptLists lists, StatOverrides overrides) {

    DebianPackage in(DebianPackage known) {
        return new DebianPackage(
                known.name(),
                known.architecture(),
                known.version(),
                known.status(),
                known.source(),
                known.unpackedAt(),
                lists.offering(known),
                known.files().map(overrides::in));
    }
}
