package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RebootRequiredFact;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import dev.patchproof.evidence.SystemFacts.Setting;
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
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/", "/lib/", "/lib32/", "/lib64/", "/libx32/", "/bin/", "/sbin/");
    private static final String LOCAL = "/usr/local/";

    private final Evidence evidence;
    private final Set<String> names;
    private final Processes processes;

    LoadedCode(Evidence evidence, List<DebianPackage> packages) {
        this.evidence = evidence;
        this.names = packages.stream().map(DebianPackage::name).collect(Collectors.toUnmodifiableSet());
        this.processes = new Processes(latest(packages));
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
        List<ReplacedFile> owned =
                fact.replaced().stream().filter(this::isOwned).toList();
        if (!owned.isEmpty()) {
            return AllOf.of(mapped(owned));
        }
        List<LayerAppraisal> suspects = suspects(fact);
        return suspects.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_REPLACED_CODE, "")
                : orBooted(AllOf.of(suspects));
    }

    private static List<LayerAppraisal> mapped(List<ReplacedFile> owned) {
        Stream<LayerAppraisal> files = owned.stream()
                .map(file -> LayerAppraisal.of(
                        LayerResult.FALSE,
                        ReasonCode.REPLACED_CODE_MAPPED,
                        file.path(),
                        "",
                        Processes.named(file.processes())));
        List<ProcessFact> using =
                owned.stream().flatMap(file -> file.processes().stream()).toList();
        return Stream.concat(files, Processes.services(using, LayerResult.FALSE).stream())
                .toList();
    }

    private List<LayerAppraisal> suspects(ReplacedMappingsFact fact) {
        List<ReplacedFile> unowned = fact.replaced().stream()
                .filter(file -> isUnowned(file) && isSystemFile(file.path()))
                .map(this::withSuspectsOnly)
                .filter(file -> !file.processes().isEmpty())
                .toList();
        List<ProcessFact> unreadable =
                fact.unreadable().stream().filter(processes::mayBeOlder).toList();
        List<LayerAppraisal> suspects = new ArrayList<>();
        unowned.forEach(file -> suspects.add(LayerAppraisal.of(
                LayerResult.UNKNOWN,
                ReasonCode.REPLACED_CODE_OF_UNKNOWN_OWNER,
                file.path(),
                "",
                Processes.named(file.processes()))));
        suspects.addAll(Processes.unreadable(unreadable));
        List<ProcessFact> all = Stream.concat(
                        unowned.stream().flatMap(file -> file.processes().stream()), unreadable.stream())
                .toList();
        if (Processes.areServices(all)) {
            suspects.addAll(Processes.services(all, LayerResult.UNKNOWN));
        }
        if (!fact.complete()) {
            suspects.add(LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.PROCESS_LIST_INCOMPLETE, ""));
        }
        return suspects;
    }

    private ReplacedFile withSuspectsOnly(ReplacedFile file) {
        return new ReplacedFile(
                file.path(),
                file.owner(),
                file.processes().stream().filter(processes::mayBeOlder).toList());
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
                .<Boolean>fold(processes::isAfter, () -> false, missing -> false, failed -> false);
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

    private static LayerAppraisal notReadable(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.MAPPINGS_NOT_READABLE, "", "", found);
    }
}
