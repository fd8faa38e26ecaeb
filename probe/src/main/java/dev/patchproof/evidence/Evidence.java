package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one run of the probe observed: the private claim {@code patchproof} of the evidence token.
 *
 * @param planDigest sha256 of the plan token's bytes as received, lower-case hex
 * @param probeDigest sha256 of the probe's own jar without its ZIP comment (comment length zeroed), lower-case hex
 * @param startedAt by the computer's own clock
 * @param finishedAt by the computer's own clock
 * @param machine the id of the machine, hashed under the portal's key: 64 lower-case hex digits
 */
public record Evidence(
        String planDigest,
        Finding<String> probeDigest,
        Instant startedAt,
        Instant finishedAt,
        SystemFacts system,
        Finding<String> machine,
        List<Observation<?>> observations) {
    /** Where the portal sent no key; such evidence says nothing about it on the wire. */
    public static final Finding<String> MACHINE_NOT_ASKED =
            Finding.notCollected(NotCollectedReason.NOT_ASKED, "the portal sent no key for it");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Evidence {
        requireNonNull(planDigest, "planDigest");
        requireNonNull(probeDigest, "probeDigest");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        requireNonNull(system, "system");
        requireNonNull(machine, "machine");
        if (!machine.<Boolean>fold(hash -> HASH.matcher(hash).matches(), () -> true, missing -> true, failed -> true)) {
            throw new IllegalArgumentException("a machine is told by the hash of its id, 64 lower-case hex digits");
        }
        observations = List.copyOf(observations);
        long distinct = observations.stream().map(Observation::query).distinct().count();
        if (distinct != observations.size()) {
            throw new IllegalArgumentException(
                    "a query is answered twice: " + observations.size() + " observations of " + distinct + " queries");
        }
    }

    /** Of a check whose portal sent no key to hash the machine's id with. */
    public Evidence(
            String planDigest,
            Finding<String> probeDigest,
            Instant startedAt,
            Instant finishedAt,
            SystemFacts system,
            List<Observation<?>> observations) {
        this(planDigest, probeDigest, startedAt, finishedAt, system, MACHINE_NOT_ASKED, observations);
    }

    /** The finding of a query; not collected (not asked) where the evidence does not hold it. */
    @SuppressWarnings("unchecked") // Observation<T> pairs a Query<T> with a Finding<T>
    public <T> Finding<T> find(Query<T> query) {
        return observations.stream()
                .filter(observation -> observation.query().equals(query))
                .findFirst()
                .map(observation -> (Finding<T>) observation.finding())
                .orElseGet(() -> Finding.notCollected(NotCollectedReason.NOT_ASKED, "the plan did not ask"));
    }

    /**
     * The dpkg records of one binary package, one per architecture; does not exist where it was asked for and dpkg does
     * not know it; not collected where no query asked for it.
     */
    @SuppressWarnings("unchecked") // Observation<T> pairs a Query<T> with a Finding<T>
    public Finding<List<DebianPackage>> findPackage(String name) {
        for (Observation<?> observation : observations) {
            if (asksForPackage(observation.query(), name)) {
                Finding<DebianPackagesFact> finding = (Finding<DebianPackagesFact>) observation.finding();
                return finding.fold(
                        fact -> {
                            List<DebianPackage> records = fact.packages().stream()
                                    .filter(record -> record.name().equals(name))
                                    .toList();
                            return records.isEmpty() ? Finding.doesNotExist() : Finding.exists(records);
                        },
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
            }
        }
        return Finding.notCollected(NotCollectedReason.NOT_ASKED, "the plan did not ask for package " + name);
    }

    private static boolean asksForPackage(Query<?> query, String name) {
        return query instanceof Query.EveryDebianPackage
                || (query instanceof Query.DebianPackages asked && asked.names().contains(name));
    }
}
