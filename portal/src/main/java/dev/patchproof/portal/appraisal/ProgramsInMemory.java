package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which version of a file the running programs have in memory. A program that could not be looked into matters only
 * where it was started before the file came.
 */
final class ProgramsInMemory {
    /** Of the rest (drivers, boot manager) no program can have an old one, and that says nothing. */
    private static final Pattern OF_PROGRAMS =
            Pattern.compile(".*\\.(dll|exe|ocx|cpl|drv|ax|acm|ime|scr|tsp)", Pattern.CASE_INSENSITIVE);

    /** Libraries and programs by their names that kernel, hypervisor and firmware load, and no program does. */
    private static final Pattern OF_THE_SYSTEM = Pattern.compile(
            ".*\\\\(ntoskrnl|ntkrnl\\w+|securekernel|hv(ax|ix|aa)64|winload|winresume)\\.exe"
                    + "|.*\\\\(hal|halmacpi|ci|skci|kd\\w*|bootvid|pshed|mcupdate_\\w+|hvloader|cdd)\\.dll",
            Pattern.CASE_INSENSITIVE);

    /** It works on what was put off to the start, and starts all other programs then. */
    private static final String SESSION_MANAGER = "smss.exe";

    private final Evidence evidence;

    ProgramsInMemory(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Whether a file is one that programs load, so that it means something that none has an old one. */
    static boolean canHave(String path) {
        return OF_PROGRAMS.matcher(path).matches()
                && !OF_THE_SYSTEM.matcher(path).matches();
    }

    /** Whether a program is known to have run before, of all that anybody looked at. */
    boolean ranBefore(Instant time) {
        return known().filter(process -> !process.name().equalsIgnoreCase(SESSION_MANAGER))
                .flatMap(ProgramsInMemory::start)
                .anyMatch(started -> started.isBefore(time));
    }

    /** The earliest start of a program that is known. */
    Optional<Instant> firstStart() {
        return known().flatMap(ProgramsInMemory::start).min(Instant::compareTo);
    }

    private Stream<ProcessFact> known() {
        return evidence.observations().stream()
                .map(Observation::query)
                .filter(Query.LoadedModules.class::isInstance)
                .map(Query.LoadedModules.class::cast)
                .flatMap(query -> processes(evidence.find(query)));
    }

    private static Stream<Instant> start(ProcessFact process) {
        return process.startedAt()
                .<Stream<Instant>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of());
    }

    private static Stream<ProcessFact> processes(Finding<LoadedModulesFact> finding) {
        return finding.<Stream<ProcessFact>>fold(
                fact -> Stream.concat(
                        fact.unreadable().stream(),
                        fact.modules().stream().flatMap(module -> module.processes().stream())),
                Stream::of,
                missing -> Stream.of(),
                failed -> Stream.of());
    }

    /**
     * Programs that have a version without the fix in memory.
     *
     * @param isOld whether a version is one
     */
    Optional<LayerAppraisal> oldCode(String path, Predicate<String> isOld) {
        List<LayerAppraisal> old = modules(path).stream()
                .flatMap(module -> module.fixedVersion()
                        .<Stream<LayerAppraisal>>fold(
                                version ->
                                        isOld.test(version) ? Stream.of(oldCode(path, version, module)) : Stream.of(),
                                Stream::of,
                                missing -> Stream.of(),
                                failed -> Stream.of()))
                .toList();
        return old.isEmpty() ? Optional.empty() : Optional.of(AllOf.of(old));
    }

    /**
     * Whether no program can have the old file in memory, where none is seen to have.
     *
     * @param cameAt when the file came
     */
    LayerAppraisal noneCanBeOlder(String path, Instant cameAt) {
        return finding(path)
                .<LayerAppraisal>fold(
                        fact -> suspects(path, cameAt, fact),
                        () -> notReadable(""),
                        missing -> missing.reason() == NotCollectedReason.NOT_ASKED
                                ? LayerAppraisal.of(
                                        LayerResult.NOT_EVALUATED, ReasonCode.MAPPINGS_NOT_COLLECTED, path, "", "")
                                : notReadable(missing.detail()),
                        failed -> notReadable(failed.code()));
    }

    private LayerAppraisal suspects(String path, Instant cameAt, LoadedModulesFact fact) {
        List<LayerAppraisal> suspects = new ArrayList<>();
        modules(path).stream()
                .flatMap(module -> whyNotSearched(module).stream())
                .map(ProgramsInMemory::notReadable)
                .forEach(suspects::add);
        modules(path).stream()
                .filter(module -> !hasVersion(module))
                .flatMap(module -> module.processes().stream())
                .filter(process -> mayBeOlder(process, cameAt))
                .map(process -> LayerAppraisal.of(
                        LayerResult.UNKNOWN, ReasonCode.LOADED_VERSION_NOT_READABLE, path, "", named(process)))
                .forEach(suspects::add);
        fact.unreadable().stream()
                .filter(process -> mayBeOlder(process, cameAt))
                .map(process -> LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.PROCESS_NOT_READABLE, named(process)))
                .forEach(suspects::add);
        if (!fact.complete()) {
            suspects.add(LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.PROCESS_LIST_INCOMPLETE, ""));
        }
        return suspects.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_REPLACED_CODE, path)
                : AllOf.of(suspects);
    }

    /** One that no program has stands for a path that was not searched for; a path that leads nowhere is loaded by nobody. */
    private static Optional<String> whyNotSearched(LoadedModule module) {
        return module.processes().isEmpty()
                ? module.fixedVersion()
                        .<Optional<String>>fold(
                                version -> Optional.empty(),
                                Optional::empty,
                                missing -> Optional.of(missing.detail()),
                                failed -> Optional.of(failed.code()))
                : Optional.empty();
    }

    private static boolean mayBeOlder(ProcessFact process, Instant cameAt) {
        return process.startedAt()
                .<Boolean>fold(
                        started -> !started.isAfter(cameAt.plus(WindowsInForce.CLOCK_MARGIN)),
                        () -> true,
                        missing -> true,
                        failed -> true);
    }

    private static boolean hasVersion(LoadedModule module) {
        return module.fixedVersion()
                .<Boolean>fold(
                        version -> InstalledFile.parse(version).isPresent(),
                        () -> false,
                        missing -> false,
                        failed -> false);
    }

    private List<LoadedModule> modules(String path) {
        return finding(path)
                .<List<LoadedModule>>fold(
                        fact -> fact.modules().stream()
                                .filter(module -> module.path().equalsIgnoreCase(path))
                                .toList(),
                        List::of,
                        missing -> List.of(),
                        failed -> List.of());
    }

    /** One query asks for all files, so that it is found by one of them. */
    private Finding<LoadedModulesFact> finding(String path) {
        return evidence.observations().stream()
                .map(Observation::query)
                .filter(query -> query instanceof Query.LoadedModules asked
                        && asked.paths().contains(path))
                .map(Query.LoadedModules.class::cast)
                .findFirst()
                .map(evidence::find)
                .orElseGet(() -> Finding.notCollected(NotCollectedReason.NOT_ASKED, "the plan did not ask"));
    }

    private static LayerAppraisal oldCode(String path, String version, LoadedModule module) {
        String programs =
                module.processes().stream().map(ProgramsInMemory::named).collect(Collectors.joining(", "));
        return LayerAppraisal.of(
                LayerResult.FALSE, ReasonCode.OLD_VERSION_IN_MEMORY, path, "", version + ": " + programs);
    }

    private static String named(ProcessFact process) {
        return process.name() + " (" + process.pid() + ")";
    }

    private static LayerAppraisal notReadable(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.MAPPINGS_NOT_READABLE, "", "", found);
    }
}
