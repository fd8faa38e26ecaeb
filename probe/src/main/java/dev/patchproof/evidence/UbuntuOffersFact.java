package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What Ubuntu holds ready for a computer.
 *
 * @param attached what the client of Ubuntu Pro says of the subscription, {@code true} or {@code false}; does not exist
 *     where the client has written nothing
 * @param archives those of apt's lists whose origin begins with {@code Ubuntu}, each once
 * @param phased of each package that an archive of updates offers in phases: every offer in apt's lists
 */
public record UbuntuOffersFact(
        Finding<String> attached, Finding<List<ListedArchive>> archives, Finding<List<PackageOffer>> phased) {
    public UbuntuOffersFact {
        requireNonNull(attached, "attached");
        requireNonNull(archives, "archives");
        requireNonNull(phased, "phased");
    }

    /**
     * An archive as apt last saw it.
     *
     * @param date the field Date of its Release file, as written there; empty where it has none
     */
    public record ListedArchive(PackageArchive archive, String date) {
        public ListedArchive {
            requireNonNull(archive, "archive");
            requireNonNull(date, "date");
        }
    }

    /**
     * One version of a package that an archive offers.
     *
     * @param percentage the field Phased-Update-Percentage, as written there; empty where there is none: for everybody
     */
    public record PackageOffer(
            String name, String architecture, String version, String percentage, ListedArchive offeredBy) {
        public PackageOffer {
            requireNonNull(name, "name");
            requireNonNull(architecture, "architecture");
            requireNonNull(version, "version");
            requireNonNull(percentage, "percentage");
            requireNonNull(offeredBy, "offeredBy");
        }
    }
}
