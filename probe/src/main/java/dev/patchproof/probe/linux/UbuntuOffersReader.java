package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.UbuntuOffersFact;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers what Ubuntu holds ready for this computer.
 *
 * <p>The client of Ubuntu Pro keeps its status in a file that everybody may read; the token and the passwords of the
 * archives are root's. Computers without Pro have lists of its archives too, of which the client tells them what they
 * miss, but in a folder of the client's own, which is not looked at.
 */
final class UbuntuOffersReader {
    private static final String STATUS = "/var/lib/ubuntu-advantage/status.json";
    private static final String ORIGIN = "Ubuntu";
    private static final String UPDATES = "-updates";
    private static final int MOST_OFFERS = 5_000;

    private final RootFolder root;

    UbuntuOffersReader(RootFolder root) {
        this.root = root;
    }

    UbuntuOffersFact read() {
        try {
            Finding<List<AptIndex>> indexes = AptIndex.all(root);
            return new UbuntuOffersFact(attached(), indexes.map(UbuntuOffersReader::archives), phased(indexes));
        } catch (IOException e) {
            return new UbuntuOffersFact(attached(), Failures.error(e), Failures.error(e));
        }
    }

    private Finding<String> attached() {
        try {
            return Finding.exists(Boolean.toString(new JsonFlag(STATUS, root.bytes(STATUS)).read("attached")));
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private static List<ListedArchive> archives(List<AptIndex> indexes) {
        return indexes.stream()
                .map(AptIndex::archive)
                .filter(listed -> listed.archive().origin().startsWith(ORIGIN))
                .distinct()
                .toList();
    }

    private static Finding<List<PackageOffer>> phased(Finding<List<AptIndex>> indexes) {
        return indexes.fold(
                UbuntuOffersReader::phased,
                Finding::doesNotExist,
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    /** Only the archives of updates phase; what else the lists offer of the same packages tells whether one must wait. */
    private static Finding<List<PackageOffer>> phased(List<AptIndex> indexes) {
        try {
            Set<String> names = new HashSet<>();
            for (AptIndex index : indexes) {
                if (index.archive().archive().suite().endsWith(UPDATES)) {
                    index.read(name -> true, (name, architecture, version, percentage) -> {
                        if (!percentage.isEmpty()) {
                            names.add(name);
                        }
                    });
                }
            }
            if (names.isEmpty()) {
                return Finding.exists(List.of());
            }
            List<PackageOffer> offers = offers(indexes, names::contains);
            return offers.size() <= MOST_OFFERS
                    ? Finding.exists(offers)
                    : Finding.notCollected(
                            NotCollectedReason.LIMIT_REACHED,
                            offers.size() + " offers of packages that come in phases, more than " + MOST_OFFERS);
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    private static List<PackageOffer> offers(List<AptIndex> indexes, Predicate<String> asked) throws IOException {
        Set<PackageOffer> offers = new LinkedHashSet<>();
        for (AptIndex index : indexes) {
            index.read(
                    asked,
                    (name, architecture, version, percentage) ->
                            offers.add(new PackageOffer(name, architecture, version, percentage, index.archive())));
        }
        return new ArrayList<>(offers);
    }
}
