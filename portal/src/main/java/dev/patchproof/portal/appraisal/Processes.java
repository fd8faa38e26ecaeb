package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which processes may hold code that is older than an unpacking, and how they are called.
 *
 * @param unpacked the unpacking; empty where its time is not known: then nothing is known to be younger
 */
record Processes(Optional<Instant> unpacked) {
    /** Start times are computed from uptime; a process this close to the unpacking counts as older. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(2);

    /** With more than these, the computer is restarted sooner. */
    private static final int MOST_SERVICES = 5;
    /** Beyond these, names alone are told, each once. */
    private static final int MOST_NAMED_ONE_BY_ONE = 20;

    private static final String SERVICE = ".service";
    /** Restarting it ends the session of the user that it belongs to. */
    private static final String SESSION_OF_A_USER = "user@";

    /** By its own start, or by that of an ancestor from which it may have its code. */
    boolean mayBeOlder(ProcessFact process) {
        boolean startedBefore = process.startedAt()
                .<Boolean>fold(started -> !isAfter(started), () -> true, missing -> true, failed -> true);
        return startedBefore || mayDescendFromOlder(process);
    }

    /**
     * The first probes did not look at lineages. They named every process that could not be looked at, so an ancestor
     * that is older is among the suspects by itself, and its descendants need not be.
     */
    private boolean mayDescendFromOlder(ProcessFact process) {
        return process.lineageSince()
                .<Boolean>fold(
                        since -> !isAfter(since),
                        () -> false,
                        missing -> missing.reason() != NotCollectedReason.NOT_ASKED,
                        failed -> true);
    }

    boolean isAfter(Instant time) {
        return unpacked.map(latest -> time.getEpochSecond() - CLOCK_MARGIN.toSeconds() > latest.getEpochSecond())
                .orElse(false);
    }

    /** One ground for each process, and one for all that are left where they are many. */
    static List<LayerAppraisal> unreadable(List<ProcessFact> suspects) {
        Stream<LayerAppraisal> first = suspects.stream()
                .limit(MOST_NAMED_ONE_BY_ONE)
                .map(process -> LayerAppraisal.of(
                        LayerResult.UNKNOWN, ReasonCode.PROCESS_NOT_READABLE, named(List.of(process))));
        List<ProcessFact> more = suspects.stream().skip(MOST_NAMED_ONE_BY_ONE).toList();
        Stream<LayerAppraisal> rest = more.isEmpty()
                ? Stream.of()
                : Stream.of(LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.MORE_PROCESSES_NOT_READABLE,
                        more.stream().map(ProcessFact::name).distinct().collect(Collectors.joining(", ")),
                        "",
                        Integer.toString(more.size())));
        return Stream.concat(first, rest).toList();
    }

    /** The services among these processes; none where they are many: then the computer is restarted sooner. */
    static List<LayerAppraisal> services(List<ProcessFact> processes, LayerResult result) {
        List<String> units = processes.stream()
                .flatMap(process -> service(process).stream())
                .distinct()
                .sorted()
                .toList();
        return units.size() > MOST_SERVICES
                ? List.of()
                : units.stream()
                        .map(unit -> LayerAppraisal.of(result, ReasonCode.SERVICE_TO_RESTART, unit))
                        .toList();
    }

    /** Whether a restart of services reaches all of these processes. */
    static boolean areServices(List<ProcessFact> processes) {
        return processes.stream().allMatch(process -> service(process).isPresent());
    }

    private static Optional<String> service(ProcessFact process) {
        return process.unit()
                .<Optional<String>>fold(
                        unit -> unit.endsWith(SERVICE) && !unit.startsWith(SESSION_OF_A_USER)
                                ? Optional.of(unit)
                                : Optional.empty(),
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.empty());
    }

    static String named(List<ProcessFact> processes) {
        return processes.stream()
                .map(process -> process.name() + " (" + process.pid() + ")")
                .collect(Collectors.joining(", "));
    }
}
