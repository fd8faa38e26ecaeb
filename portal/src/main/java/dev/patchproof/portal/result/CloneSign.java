package dev.patchproof.portal.result;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What speaks for two computers where there should be one: the id of their machine is the same, as where the image of one
 * was copied to the other without a new id. A sign, not a proof: a computer that got a new name shows the first one too.
 */
public enum CloneSign {
    /** The machine was seen under different host names. */
    HOST_NAMES,
    /** It was seen twice, started at different times, and was running at both times at once. */
    BOOTS_OVERLAP;

    /** How far apart two accounts of one start may lie: clocks are set right, and differ from ours by minutes. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** What two sightings show together; nothing where they are not known to be of the same machine. */
    public static Set<CloneSign> between(Sighting one, Sighting other) {
        EnumSet<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        if (one.machine().isEmpty() || !one.machine().equals(other.machine())) {
            return signs;
        }
        if (!one.hostName().isEmpty()
                && !other.hostName().isEmpty()
                && !firstLabel(one.hostName()).equals(firstLabel(other.hostName()))) {
            signs.add(HOST_NAMES);
        }
        if (one.bootedAt().isPresent()
                && other.bootedAt().isPresent()
                && overlap(
                        one.bootedAt().get(), one.observedAt(), other.bootedAt().get(), other.observedAt())) {
            signs.add(BOOTS_OVERLAP);
        }
        return signs;
    }

    /** What a sighting shows together with all others of its machine. */
    public static Set<CloneSign> among(Sighting one, Collection<Sighting> others) {
        EnumSet<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        others.stream().filter(other -> !other.isOfSameKey(one)).forEach(other -> signs.addAll(between(one, other)));
        return signs;
    }

    /** One running system each, from its start until it was seen; one start told twice is one. */
    private static boolean overlap(Instant start, Instant seen, Instant otherStart, Instant otherSeen) {
        return Duration.between(start, otherStart).abs().compareTo(TOLERANCE) > 0
                && start.plus(TOLERANCE).isBefore(otherSeen)
                && otherStart.plus(TOLERANCE).isBefore(seen);
    }

    /** One computer says its name with its domain now and without it then. */
    private static String firstLabel(String hostName) {
        int dot = hostName.indexOf('.');
        return (dot < 0 ? hostName : hostName.substring(0, dot)).toLowerCase(Locale.ROOT);
    }
}
