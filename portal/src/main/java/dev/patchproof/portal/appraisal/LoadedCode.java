package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RebootRequiredFact;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ProcessFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether running processes use the installed files of packages. Replaced code that the packages own decides; what could
 * not be seen counts only where it can predate their unpacking.
 */
final class LoadedCode {
    /** Start times are computed from uptime; a process this close to the unpacking counts as older. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(2);

    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/", "/lib/", "/lib32/", "/lib64/", "/libx32/", "/bin/", "/sbin/");
    private static final String LOCAL = "/usr/local/";

    private final Evidence evidence;
    private final Set<String> names;
    private final Optional<Instant> unpacked;

    LoadedCode(Evidence evidence, List<DebianPackage> packages) {
        this.evidence = evidence;
        this.names = packages.stream().map(DebianPackage::name).collect(Collectors.toUnmodifiableSet());
        this.unpacked = latest(packages);
    }

    LayerAppraisal appraise() {
        if (evidence.system().setting() == Setting.OFFLINE_ROOT) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_THE_RUNNING_SYSTEM, "");
        }
        List<LayerAppraisal> parts = new ArrayList<>();
        restartAsked().ifPresent(parts::add);
        parts.add(evidence.find(new Query.ReplacedMappings())
                .<LayerAppraisal>fold(
                        this::mappings,
                        () -> orBooted(notReadable("")),
                        missing -> orBooted(LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED,
                                ReasonCode.MAPPINGS_NOT_COLLECTED,
                                "",
                                "",
                                missing.detail())),
                        failed -> orBooted(notReadable(failed.code()))));
        return AllOf.of(parts);
    }

    private LayerAppraisal mappings(ReplacedMappingsFact fact) {
        List<LayerAppraisal> mapped = fact.replaced().stream()
                .filter(this::isOwned)
                .map(file -> LayerAppraisal.of(
                        LayerResult.FALSE, ReasonCode.REPLACED_CODE_MAPPED, file.path(), "", named(file.processes())))
                .toList();
        if (!mapped.isEmpty()) {
            return AllOf.of(mapped);
        }
        List<LayerAppraisal> suspects = suspects(fact);
        return suspects.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_REPLACED_CODE, "")
                : orBooted(AllOf.of(suspects));
    }

    private List<LayerAppraisal> suspects(ReplacedMappingsFact fact) {
        Stream<LayerAppraisal> unowned = fact.replaced().stream()
                .filter(file -> isUnowned(file) && isSystemFile(file.path()))
                .map(file -> new ReplacedFile(
                        file.path(),
                        file.owner(),
                        file.processes().stream().filter(this::mayBeOlder).toList()))
                .filter(file -> !file.processes().isEmpty())
                .map(file -> LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.REPLACED_CODE_OF_UNKNOWN_OWNER,
                        file.path(),
                        "",
                        named(file.processes())));
        Stream<LayerAppraisal> unreadable = fact.unreadable().stream()
                .filter(this::mayBeOlder)
                .map(process -> LayerAppraisal.of(
                        LayerResult.UNKNOWN, ReasonCode.PROCESS_NOT_READABLE, named(List.of(process))));
        Stream<LayerAppraisal> hidden = fact.complete()
                ? Stream.of()
                : Stream.of(LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.PROCESS_LIST_INCOMPLETE, ""));
        return Stream.of(unowned, unreadable, hidden).flatMap(each -> each).toList();
    }

    /** No process can be older than the running system. */
    private LayerAppraisal orBooted(LayerAppraisal otherwise) {
        return bootedAfterUnpacking()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.BOOTED_AFTER_UNPACKING, "")
                : otherwise;
    }

    private boolean bootedAfterUnpacking() {
        return evidence.system()
                .bootedAt()
                .<Boolean>fold(this::isAfterUnpacking, () -> false, missing -> false, failed -> false);
    }

    /** The restart flag counts only for packages unpacked since the start of the system. */
    private Optional<LayerAppraisal> restartAsked() {
        if (bootedAfterUnpacking()) {
            return Optional.empty();
        }
        return evidence.find(new Query.RebootRequired())
                .<Optional<LayerAppraisal>>fold(
                        this::restartAsked,
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.of(LayerAppraisal.of(
                                LayerResult.UNKNOWN, ReasonCode.RESTART_STATE_NOT_READABLE, "", "", failed.code())));
    }

    private Optional<LayerAppraisal> restartAsked(RebootRequiredFact flag) {
        return flag.packages()
                .<Optional<LayerAppraisal>>fold(
                        asking -> asking.stream()
                                .filter(names::contains)
                                .findFirst()
                                .map(name -> LayerAppraisal.of(
                                        LayerResult.FALSE,
                                        ReasonCode.REBOOT_REQUIRED_FLAG,
                                        name,
                                        "",
                                        flag.since().toString())),
                        () -> Optional.of(anyoneMayHaveAsked(flag)),
                        missing -> Optional.of(anyoneMayHaveAsked(flag)),
                        failed -> Optional.of(anyoneMayHaveAsked(flag)));
    }

    private static LayerAppraisal anyoneMayHaveAsked(RebootRequiredFact flag) {
        return LayerAppraisal.of(
                LayerResult.UNKNOWN,
                ReasonCode.REBOOT_REQUIRED_FLAG,
                "",
                "",
                flag.since().toString());
    }

    private boolean isOwned(ReplacedFile file) {
        return file.owner()
                .<Boolean>fold(
                        owner -> names.contains(withoutArchitecture(owner)),
                        () -> false,
                        missing -> false,
                        failed -> false);
    }

    private static boolean isUnowned(ReplacedFile file) {
        return file.owner().<Boolean>fold(owner -> false, () -> true, missing -> true, failed -> true);
    }

    private static boolean isSystemFile(String path) {
        return !path.startsWith(LOCAL) && SYSTEM_FOLDERS.stream().anyMatch(path::startsWith);
    }

    private boolean mayBeOlder(ProcessFact process) {
        return process.startedAt()
                .<Boolean>fold(started -> !isAfterUnpacking(started), () -> true, missing -> true, failed -> true);
    }

    private boolean isAfterUnpacking(Instant time) {
        return unpacked.map(latest -> time.getEpochSecond() - CLOCK_MARGIN.toSeconds() > latest.getEpochSecond())
                .orElse(false);
    }

    /** Empty where it is not known of one of them: then nothing is known to be younger. */
    private static Optional<Instant> latest(List<DebianPackage> packages) {
        List<Instant> known = packages.stream()
                .flatMap(each -> each.unpackedAt()
                        .<Stream<Instant>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of()))
                .toList();
        return known.size() == packages.size() ? known.stream().max(Instant::compareTo) : Optional.empty();
    }

    private static String withoutArchitecture(String owner) {
        int colon = owner.indexOf(':');
        return colon < 0 ? owner : owner.substring(0, colon);
    }

    private static String named(List<ProcessFact> processes) {
        return processes.stream()
                .map(process -> process.name() + " (" + process.pid() + ")")
                .collect(Collectors.joining(", "));
    }

    private static LayerAppraisal notReadable(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.MAPPINGS_NOT_READABLE, "", "", found);
    }
}
