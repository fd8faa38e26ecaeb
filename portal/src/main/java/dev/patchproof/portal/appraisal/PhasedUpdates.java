package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Updates that Ubuntu is rolling out: its archive of updates gives a new version to a part of all computers first, and
 * to a larger one every six hours. Whose turn it is follows from the computer's id by ways that differ between programs,
 * so it is not guessed: such an update is neither missing nor there.
 *
 * <p>That excuse is narrow. Every package that is below its fix must be offered in the fixed version in phases alone, by
 * an archive of Ubuntu that was seen lately, and nothing newer than what is installed may be offered to everybody: what a
 * computer could have and has not is missing. A kernel comes under a new package name, of which the archives say nothing
 * before; it gets no excuse.
 */
final class PhasedUpdates {
    /** Ubuntu's rolling out takes 54 hours unless something is wrong; older lists do not tell how far it got. */
    private static final Duration LISTS_TELL_FOR = Duration.ofDays(7);
    /** Of a computer's clock against Ubuntu's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private static final String ORIGIN = "Ubuntu";
    private static final Pattern PART = Pattern.compile("\\d{1,2}");
    /** {@code Tue, 24 Nov 2026  6:11:40 UTC}. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEE, d MMM yyyy H:mm:ss z")
            .toFormatter(Locale.ENGLISH);

    private static final Set<ReasonCode> OF_VERSIONS =
            EnumSet.of(ReasonCode.PACKAGE_VERSION_BELOW, ReasonCode.PACKAGE_VERSION_REACHED);

    private final Map<String, List<PackageOffer>> offers;
    private final Instant seenAt;

    private PhasedUpdates(List<PackageOffer> offers, Instant seenAt) {
        this.offers = offers.stream().collect(Collectors.groupingBy(PackageOffer::name));
        this.seenAt = seenAt;
    }

    static PhasedUpdates of(Evidence evidence) {
        List<PackageOffer> offers = evidence.find(new Query.UbuntuOffers())
                .<List<PackageOffer>>fold(
                        fact -> fact.phased()
                                .<List<PackageOffer>>fold(
                                        all -> all, List::of, missing -> List.of(), failed -> List.of()),
                        List::of,
                        missing -> List.of(),
                        failed -> List.of());
        return new PhasedUpdates(offers, evidence.finishedAt());
    }

    /** Whether an update that is not here may not have been offered here. */
    boolean withholds(Judged judged) {
        List<Reason> grounds = judged.best().claimed().reasons();
        return judged.verdict() == UpdateVerdict.MISSING
                && grounds.stream().map(Reason::code).allMatch(OF_VERSIONS::contains)
                && grounds.stream()
                        .filter(reason -> reason.code() == ReasonCode.PACKAGE_VERSION_BELOW)
                        .allMatch(below -> isRolledOut(below.subject(), below.expected(), below.found()));
    }

    private boolean isRolledOut(String name, String fixed, String installed) {
        List<PackageOffer> known = offers.getOrDefault(name, List.of());
        return known.stream().anyMatch(offer -> isAtLeast(offer, fixed) && isInPhases(offer))
                && known.stream().noneMatch(offer -> isAbove(offer, installed) && !isInPhases(offer));
    }

    private boolean isInPhases(PackageOffer offer) {
        return PART.matcher(offer.percentage()).matches()
                && offer.offeredBy().archive().origin().equals(ORIGIN)
                && date(offer.offeredBy().date())
                        .filter(day ->
                                !day.isBefore(seenAt.minus(LISTS_TELL_FOR)) && !day.isAfter(seenAt.plus(CLOCKS_DIFFER)))
                        .isPresent();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DATE.parse(text.replaceAll(" +", " "), Instant::from));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static boolean isAtLeast(PackageOffer offer, String fixed) {
        return version(offer.version())
                .flatMap(offered -> version(fixed).map(wanted -> offered.compareTo(wanted) >= 0))
                .orElse(false);
    }

    /** True too where it cannot be told: then there is no excuse. */
    private static boolean isAbove(PackageOffer offer, String installed) {
        return version(offer.version())
                .flatMap(offered -> version(installed).map(here -> offered.compareTo(here) > 0))
                .orElse(true);
    }

    private static Optional<DebianVersion> version(String text) {
        try {
            return Optional.of(new DebianVersion(text));
        } catch (IllegalArgumentException notAVersion) {
            return Optional.empty();
        }
    }
}
