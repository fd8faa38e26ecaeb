package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.evidence.WindowsRestartFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was seen, is worth saying, and does not count for any update. */
final class Notes {
    /** Where an update has one of these, the system's own wish for a restart is explained. */
    private static final Set<ReasonCode> COUNTED = Set.of(
            ReasonCode.RENAME_PENDING,
            ReasonCode.FILE_NEWER_THAN_BOOT,
            ReasonCode.RESTART_ASKED_FOR,
            ReasonCode.STAGED_FOR_RESTART);

    private Notes() {}

    /**
     * The notes on one computer.
     *
     * @param left number of relevant updates none of whose packages is here
     */
    static List<Reason> of(Evidence evidence, List<UpdateResult> updates, int left) {
        return Stream.of(
                        setting(evidence),
                        disagreements(evidence),
                        restartFlag(evidence, updates),
                        LivePatches.note(evidence, updates),
                        windowsRestart(evidence, updates),
                        unsettled(updates),
                        left == 0
                                ? Stream.<Reason>of()
                                : Stream.of(new Reason(
                                        ReasonCode.UPDATES_NOT_INSTALLED_HERE, "", "", Integer.toString(left))))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Reason> unsettled(List<UpdateResult> updates) {
        long unsettled = updates.stream().filter(UpdateResult::informational).count();
        return unsettled == 0
                ? Stream.of()
                : Stream.of(new Reason(ReasonCode.UPDATES_NOTHING_SETTLES, "", "", Long.toString(unsettled)));
    }

    private static Stream<Reason> setting(Evidence evidence) {
        Setting setting = evidence.system().setting();
        return switch (setting) {
            case LIVE -> Stream.of();
            case CONTAINER -> Stream.of(new Reason(ReasonCode.CONTAINER_KERNEL, "", "", ""));
            case OFFLINE_ROOT -> Stream.of(new Reason(ReasonCode.NOT_THE_RUNNING_SYSTEM, "", "", ""));
        };
    }

    private static Stream<Reason> restartFlag(Evidence evidence, List<UpdateResult> updates) {
        if (counted(updates, ReasonCode.REBOOT_REQUIRED_FLAG)) {
            return Stream.of();
        }
        return evidence
                .find(new Query.RebootRequired())
                .<Optional<Reason>>fold(
                        flag -> Optional.of(new Reason(
                                ReasonCode.REBOOT_REQUIRED_FLAG,
                                flag.packages()
                                        .<String>fold(
                                                names -> String.join(", ", names),
                                                () -> "",
                                                missing -> "",
                                                failed -> ""),
                                "",
                                flag.since().toString())),
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.empty())
                .stream();
    }

    private static Stream<Reason> disagreements(Evidence evidence) {
        return evidence.system().disagreements().stream()
                .map(each -> new Reason(ReasonCode.PRODUCT_FACTS_DISAGREE, each.fact(), each.used(), each.other()));
    }

    private static Stream<Reason> windowsRestart(Evidence evidence, List<UpdateResult> updates) {
        return evidence.find(new Query.WindowsRestart())
                .<Stream<Reason>>fold(
                        fact -> COUNTED.stream().anyMatch(code -> counted(updates, code))
                                ? Stream.of()
                                : pending(fact)
                                        .map(where -> new Reason(ReasonCode.REBOOT_PENDING_ELSEWHERE, where, "", "")),
                        Stream::of,
                        missing -> Stream.of(),
                        failed -> Stream.of(new Reason(ReasonCode.RESTART_STATE_NOT_READABLE, "", "", failed.code())));
    }

    /** The places where a restart is asked for. */
    private static Stream<String> pending(WindowsRestartFact fact) {
        boolean renames = fact.pendingFileRenames()
                .<Boolean>fold(paths -> !paths.isEmpty(), () -> false, missing -> false, failed -> false);
        return Stream.of(
                        renames ? Stream.of("PendingFileRenameOperations") : Stream.<String>of(),
                        exists(fact.cbsRebootPending(), WindowsInForce.CBS_KEY),
                        exists(fact.updateRebootRequired(), WindowsInForce.UPDATE_KEY),
                        exists(fact.pendingXml(), "WinSxS\\pending.xml"))
                .flatMap(each -> each);
    }

    private static Stream<String> exists(Finding<?> finding, String name) {
        return finding.<Stream<String>>fold(
                there -> Stream.of(name), Stream::of, missing -> Stream.of(), failed -> Stream.of());
    }

    private static boolean counted(List<UpdateResult> updates, ReasonCode code) {
        return updates.stream()
                .anyMatch(update -> update.layers().values().stream().anyMatch(layer -> layer.has(code)));
    }
}
