package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsRestartFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Updates that wait for a start of Windows: a cumulative update changes files and revision only then. The key
 * RebootPending is volatile, so that it was made since the last start.
 */
final class StagedUpdates {
    private final Evidence evidence;
    private final ServicedPackages packages;
    private final boolean rebootPending;
    private final Optional<Instant> pendingXml;
    private final Optional<Instant> bootedAt;

    StagedUpdates(Evidence evidence, ServicedPackages packages) {
        this.evidence = evidence;
        this.packages = packages;
        rebootPending = restart(WindowsRestartFact::cbsRebootPending).isPresent();
        pendingXml = restart(WindowsRestartFact::pendingXml);
        bootedAt = known(evidence.system().bootedAt());
    }

    /** The same, with what the system has made ready of the update and whether it is for this restart. */
    FixAppraisal judge(Update update, Fix fix, FixAppraisal judged) {
        List<CbsEntry> ready = packages.deciding(update, List.of(fix), true).stream()
                .filter(this::isReady)
                .toList();
        if (ready.isEmpty()) {
            return judged;
        }
        CbsEntry shown = newest(ready);
        Optional<Instant> since =
                ready.stream().flatMap(entry -> entry.installedAt().stream()).max(Instant::compareTo);
        Optional<Instant> prepared = since.isPresent() ? since : pendingXml;
        List<Reason> reasons = new ArrayList<>();
        boolean stuck = bootedAt.isPresent() && prepared.isPresent() && isBefore(prepared.get(), bootedAt.get());
        reasons.add(new Reason(
                stuck ? ReasonCode.STAGED_AND_STUCK : ReasonCode.STAGED_FOR_RESTART,
                shown.fact().name(),
                stuck ? bootedAt.get().toString() : CbsState.INSTALLED.label(),
                stuck ? prepared.get().toString() : shown.state().label()));
        if (bootedAt.isEmpty() || prepared.isEmpty()) {
            reasons.add(new Reason(ReasonCode.STAGED_TIME_UNKNOWN, "", "", ""));
        }
        return judged.staged(stuck ? Staging.STUCK : Staging.FOR_RESTART, reasons);
    }

    private boolean isReady(CbsEntry entry) {
        return entry.state() == CbsState.INSTALL_PENDING || (entry.state() == CbsState.STAGED && rebootPending);
    }

    private static CbsEntry newest(List<CbsEntry> ready) {
        return ready.stream()
                .max(Comparator.comparing(
                                (CbsEntry entry) -> entry.name().build().orElseGet(() -> new BuildRevision(0, 0)))
                        .thenComparing(entry -> entry.fact().name()))
                .orElseThrow();
    }

    private static boolean isBefore(Instant prepared, Instant boot) {
        return prepared.plus(WindowsInForce.CLOCK_MARGIN).isBefore(boot);
    }

    private <T> Optional<T> restart(Function<WindowsRestartFact, Finding<T>> part) {
        return known(evidence.find(new Query.WindowsRestart())).flatMap(fact -> known(part.apply(fact)));
    }

    private static <T> Optional<T> known(Finding<T> finding) {
        return finding.<Stream<T>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of())
                .findFirst();
    }
}
