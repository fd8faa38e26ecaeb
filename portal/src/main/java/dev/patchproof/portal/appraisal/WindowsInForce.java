package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.EffectTest.RegistrySwitch;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.evidence.WindowsFileFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether the running Windows uses a fix: its switches are on; none of its files waits for a rename at the next start;
 * no program has an old one in memory; the kernel that runs is the one on the disk; and what cannot be looked into, such
 * as drivers, was started after the files came. Pending work for other files does not count.
 */
final class WindowsInForce {
    /** Boot time is computed from uptime; a file this close to it counts as newer. */
    static final Duration CLOCK_MARGIN = Duration.ofSeconds(2);

    static final String CBS_KEY = "Component Based Servicing\\RebootPending";
    static final String UPDATE_KEY = "WindowsUpdate\\Auto Update\\RebootRequired";

    private final Evidence evidence;
    private final ServicedPackages packages;
    private final ProgramsInMemory programs;
    private final WindowsStart start;

    WindowsInForce(Evidence evidence, ServicedPackages packages) {
        this.evidence = evidence;
        this.packages = packages;
        programs = new ProgramsInMemory(evidence);
        start = WindowsStart.of(evidence, programs);
    }

    LayerAppraisal appraise(Update update, Fix fix) {
        if (evidence.system().setting() == Setting.OFFLINE_ROOT) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_THE_RUNNING_SYSTEM, "");
        }
        List<LayerAppraisal> parts = new ArrayList<>(switches(fix));
        LayerAppraisal code = code(update, fix);
        if (parts.isEmpty() || !code.is(LayerResult.NOT_APPLICABLE)) {
            parts.add(code);
        }
        return AllOf.of(parts);
    }

    private List<LayerAppraisal> switches(Fix fix) {
        Switches switches = new Switches(evidence, start::hasSeen);
        return fix.effects().stream()
                .flatMap(effect -> effect.<Stream<RegistrySwitch>>fold(kernel -> Stream.of(), Stream::of))
                .map(switches::appraise)
                .toList();
    }

    private LayerAppraisal code(Update update, Fix fix) {
        List<String> paths = WindowsFiles.paths(fix.references());
        if (paths.isEmpty() && WindowsFiles.basis(fix.references()) == Basis.BUILT_IN) {
            return nothingToRestart();
        }
        Optional<LayerAppraisal> kernel = new RunningWindows(evidence).appraise(fix);
        List<LayerAppraisal> files = files(update.restart(), fix, kernel.isPresent());
        LayerAppraisal renames = renames(paths);
        List<LayerAppraisal> parts = new ArrayList<>(files);
        kernel.ifPresent(parts::add);
        if (update.restart() == RestartNeed.NO) {
            if (renames.is(LayerResult.FALSE)) {
                parts.add(0, renames);
            }
            return parts.isEmpty() ? nothingToRestart() : AllOf.of(parts);
        }
        if (paths.isEmpty()) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "");
        }
        if (parts.isEmpty()) {
            parts.add(olderThanBoot());
        }
        parts.add(0, renames);
        parts.addAll(restartAsked(update, fix));
        return AllOf.of(parts);
    }

    private List<LayerAppraisal> files(RestartNeed restart, Fix fix, boolean kernelIsJudged) {
        return WindowsFiles.paths(fix.references()).stream()
                .filter(path -> !kernelIsJudged || !RunningWindows.isKernel(path))
                .flatMap(path -> evidence.find(new Query.WindowsFile(path))
                        .<Stream<LayerAppraisal>>fold(
                                file -> Stream.of(file(restart, fix, path, file)),
                                Stream::of,
                                missing -> unseen(restart, path, missing.detail()),
                                failed -> unseen(restart, path, failed.code())))
                .toList();
    }

    /** A file whose times are not known may have come after the start. */
    private static Stream<LayerAppraisal> unseen(RestartNeed restart, String path, String why) {
        return restart == RestartNeed.NO
                ? Stream.of()
                : Stream.of(LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.FILE_TIME_UNKNOWN, path, "", why));
    }

    private LayerAppraisal file(RestartNeed restart, Fix fix, String path, WindowsFileFact file) {
        Optional<LayerAppraisal> oldCode = programs.oldCode(path, isOld(fix, path, file));
        if (oldCode.isPresent()) {
            return oldCode.get();
        }
        Instant cameAt = cameAt(file);
        if (start.at().isPresent() && !isAfter(cameAt, start.at().get())) {
            return restart == RestartNeed.NO ? nothingToRestart() : olderThanBoot();
        }
        boolean programsTell = ProgramsInMemory.canHave(path);
        boolean isDatedBeforeBoot = start.at()
                .filter(boot -> !isAfter(InstalledFile.datedAt(file), boot))
                .isPresent();
        if (isDatedBeforeBoot && restart != RestartNeed.NO) {
            LayerAppraisal unknown = changedSinceBoot(file, cameAt);
            return programsTell ? byPrograms(path, cameAt).orElse(unknown) : unknown;
        }
        return switch (restart) {
            case YES -> byTime(file, cameAt);
            case MAYBE ->
                programsTell ? byPrograms(path, cameAt).orElseGet(() -> byTime(file, cameAt)) : byTime(file, cameAt);
            case NO -> programsTell ? programs.noneCanBeOlder(path, cameAt) : nothingToRestart();
        };
    }

    /** The latest of its times; an entry that the start itself changed came before it. */
    private Instant cameAt(WindowsFileFact file) {
        Instant dated = InstalledFile.datedAt(file);
        return InstalledFile.changedAt(file)
                .filter(changed -> changed.isAfter(dated) && !isOfTheStart(changed))
                .orElse(dated);
    }

    private boolean isOfTheStart(Instant changed) {
        return start.mayHaveDone(changed) && !programs.ranBefore(changed);
    }

    /** Empty where nobody looked at the programs, as probes of part 1 did not. */
    private Optional<LayerAppraisal> byPrograms(String path, Instant cameAt) {
        return Optional.of(programs.noneCanBeOlder(path, cameAt)).filter(found -> !found.is(LayerResult.NOT_EVALUATED));
    }

    private LayerAppraisal olderThanBoot() {
        return start.at()
                .map(boot ->
                        LayerAppraisal.of(LayerResult.TRUE, ReasonCode.FILES_OLDER_THAN_BOOT, "", boot.toString(), ""))
                .orElseGet(this::bootUnknown);
    }

    /**
     * The file system's own time moves with a new file of old dates, and with access rights or attributes alone: that is a
     * doubt, which the programs in memory can lift, and no proof of old code.
     */
    private LayerAppraisal changedSinceBoot(WindowsFileFact file, Instant changedAt) {
        return LayerAppraisal.of(
                LayerResult.UNKNOWN, ReasonCode.FILE_CHANGED_SINCE_BOOT, file.path(), boot(), changedAt.toString());
    }

    private LayerAppraisal byTime(WindowsFileFact file, Instant cameAt) {
        return start.at()
                .map(boot -> LayerAppraisal.of(
                        LayerResult.FALSE,
                        ReasonCode.FILE_NEWER_THAN_BOOT,
                        file.path(),
                        boot.toString(),
                        cameAt.toString()))
                .orElseGet(this::bootUnknown);
    }

    /** Below the floor of its branch; where the catalog gives none, below the file that is there. */
    private static Predicate<String> isOld(Fix fix, String path, WindowsFileFact file) {
        Optional<FileBranches> branches = WindowsFiles.versions(fix.references())
                .filter(version -> version.path().equals(path))
                .map(ReferenceValue.FileVersion::floors)
                .map(floors -> new FileBranches(floors, List.of()))
                .findFirst();
        Optional<WindowsVersion> onDisk = InstalledFile.version(file);
        Finding<String> unmarked = Finding.doesNotExist();
        return text -> InstalledFile.parse(text)
                .filter(version -> switch (branches.map(floors -> floors.of(version, unmarked))
                        .orElse(FileBranches.Position.UNDECIDED)) {
                    case BELOW_FLOOR -> true;
                    case AT_FLOOR, ABOVE_FLOOR -> false;
                    case UNDECIDED ->
                        onDisk.filter(installed -> version.compareTo(installed) < 0)
                                .isPresent();
                })
                .isPresent();
    }

    private LayerAppraisal renames(List<String> paths) {
        return evidence.find(new Query.WindowsRestart())
                .<LayerAppraisal>fold(
                        fact -> fact.pendingFileRenames()
                                .<LayerAppraisal>fold(
                                        pending -> renames(paths, new PendingRenames(pending)),
                                        () -> LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_RENAME_PENDING, ""),
                                        missing -> notCollected(missing.detail()),
                                        failed -> notReadable(failed.code())),
                        () -> notReadable(""),
                        missing -> notCollected(missing.detail()),
                        failed -> notReadable(failed.code()));
    }

    private LayerAppraisal renames(List<String> paths, PendingRenames pending) {
        List<LayerAppraisal> touched = paths.stream()
                .flatMap(path ->
                        pending.touching(path, InstalledFile.of(evidence, path).map(WindowsFileFact::path)).stream()
                                .map(operation -> LayerAppraisal.of(
                                        LayerResult.FALSE, ReasonCode.RENAME_PENDING, path, "", operation)))
                .toList();
        return touched.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_RENAME_PENDING, "")
                : AllOf.of(touched);
    }

    /** The keys by which Windows asks for a restart count only for an update installed since the last one. */
    private List<LayerAppraisal> restartAsked(Update update, Fix fix) {
        Optional<Instant> installed = packages.deciding(update, List.of(fix), false).stream()
                .filter(entry -> entry.state().claims())
                .flatMap(entry -> entry.installedAt().stream())
                .max(Instant::compareTo)
                .filter(when -> start.at().filter(boot -> isAfter(when, boot)).isPresent());
        return installed.stream()
                .flatMap(when -> evidence.find(new Query.WindowsRestart())
                        .<Stream<LayerAppraisal>>fold(
                                fact -> Stream.concat(
                                        asked(CBS_KEY, fact.cbsRebootPending(), when),
                                        asked(UPDATE_KEY, fact.updateRebootRequired(), when)),
                                Stream::of,
                                missing -> Stream.of(),
                                failed -> Stream.of()))
                .toList();
    }

    private Stream<LayerAppraisal> asked(String where, Finding<RegistryKeyFact> key, Instant installed) {
        return key.<Stream<LayerAppraisal>>fold(
                there -> Stream.of(LayerAppraisal.of(
                        LayerResult.FALSE, ReasonCode.RESTART_ASKED_FOR, where, boot(), installed.toString())),
                Stream::of,
                missing -> Stream.of(notCollected(missing.detail())),
                failed -> Stream.of(notReadable(failed.code())));
    }

    private String boot() {
        return start.at().map(Instant::toString).orElse("");
    }

    static boolean isAfter(Instant time, Instant boot) {
        return time.getEpochSecond() > boot.getEpochSecond() - CLOCK_MARGIN.toSeconds();
    }

    private LayerAppraisal bootUnknown() {
        String why = evidence.system()
                .bootedAt()
                .<String>fold(Instant::toString, () -> "", missing -> missing.detail(), failed -> failed.code());
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.BOOT_TIME_UNKNOWN, "", "", why);
    }

    private static LayerAppraisal nothingToRestart() {
        return LayerAppraisal.of(LayerResult.NOT_APPLICABLE, ReasonCode.NOTHING_TO_RESTART, "");
    }

    private static LayerAppraisal notCollected(String detail) {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.RESTART_STATE_NOT_READABLE, "", "", detail);
    }

    private static LayerAppraisal notReadable(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.RESTART_STATE_NOT_READABLE, "", "", found);
    }
}
