package dev.patchproof.portal.feed;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A document of a feed, whole, in the data directory.
 *
 * @param name of the file, such as {@code 2026-Feb.xml}; reports of importers repeat it
 * @param address where it came from
 * @param sha256 of its content, lower-case hex
 * @param tag its entity tag
 * @param confirmed the last day on which the server had nothing newer
 * @param asOf the day that the publisher gives it; empty where the importer finds that out
 */
record KeptDocument(
        String name,
        String address,
        String sha256,
        Optional<String> tag,
        LocalDate confirmed,
        Optional<LocalDate> asOf) {
    KeptDocument {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(sha256, "sha256");
        requireNonNull(tag, "tag");
        requireNonNull(confirmed, "confirmed");
        requireNonNull(asOf, "asOf");
    }

    KeptDocument confirmed(LocalDate day) {
        return new KeptDocument(name, address, sha256, tag, day, asOf);
    }

    KeptDocument asOf(LocalDate day) {
        return new KeptDocument(name, address, sha256, tag, confirmed, Optional.of(day));
    }
}
