package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import dev.patchproof.evidence.ReplacedMappingsFact.ProcessFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Wire form of what Linux queries find. */
final class LinuxFacts {
    private LinuxFacts() {}

    static Map<String, Object> writePackages(DebianPackagesFact fact) {
        return json("packages", each(fact.packages(), LinuxFacts::writePackage));
    }

    static DebianPackagesFact readPackages(Claim claim) {
        return claim.object(
                fields -> new DebianPackagesFact(fields.get("packages").list(LinuxFacts::readPackage)));
    }

    private static Map<String, Object> writePackage(DebianPackage known) {
        return json(
                "name", known.name(),
                "architecture", known.architecture(),
                "version", known.version(),
                "status", known.status(),
                "source", known.source(),
                "unpackedAt", Claim.write(known.unpackedAt(), Object::toString),
                "files", Claim.write(known.files(), LinuxFacts::writeFiles));
    }

    private static DebianPackage readPackage(Claim claim) {
        return claim.object(fields -> new DebianPackage(
                fields.get("name").text(),
                fields.get("architecture").text(),
                fields.get("version").text(),
                fields.get("status").text(),
                fields.get("source").text(),
                fields.get("unpackedAt").finding(Claim::instant),
                fields.get("files").finding(LinuxFacts::readFiles)));
    }

    private static Map<String, Object> writeFiles(PackageFiles files) {
        return json(
                "recordDigest", files.recordDigest(),
                "recorded", (long) files.recorded(),
                "matching", (long) files.matching(),
                "excluded", each(files.excluded(), file -> json("path", file.path(), "why", Claim.word(file.why()))),
                "differing", each(files.differing(), LinuxFacts::writeDiffering));
    }

    private static PackageFiles readFiles(Claim claim) {
        return claim.object(fields -> new PackageFiles(
                fields.get("recordDigest").text(),
                fields.get("recorded").count(),
                fields.get("matching").count(),
                fields.get("excluded")
                        .list(item -> item.object(file -> new ExcludedFile(
                                file.get("path").text(), file.get("why").constant(Exclusion.class)))),
                fields.get("differing").list(LinuxFacts::readDiffering)));
    }

    private static Map<String, Object> writeDiffering(DifferingFile file) {
        return json(
                "path", file.path(),
                "recorded", file.recorded(),
                "found", Claim.write(file.found(), digest -> digest),
                "changedAt", Claim.write(file.changedAt(), Object::toString));
    }

    private static DifferingFile readDiffering(Claim claim) {
        return claim.object(fields -> new DifferingFile(
                fields.get("path").text(),
                fields.get("recorded").text(),
                fields.get("found").finding(Claim::text),
                fields.get("changedAt").finding(Claim::instant)));
    }

    static Map<String, Object> writeKernel(LinuxKernelFact kernel) {
        return json(
                "runningRelease", Claim.write(kernel.runningRelease(), release -> release),
                "runningVersion", Claim.write(kernel.runningVersion(), version -> version),
                "images", Claim.write(kernel.images(), images -> each(images, LinuxFacts::writeImage)));
    }

    static LinuxKernelFact readKernel(Claim claim) {
        return claim.object(fields -> new LinuxKernelFact(
                fields.get("runningRelease").finding(Claim::text),
                fields.get("runningVersion").finding(Claim::text),
                fields.get("images").finding(images -> images.list(LinuxFacts::readImage))));
    }

    private static Map<String, Object> writeImage(KernelImage image) {
        return json(
                "name", image.name(),
                "version", image.version(),
                "status", image.status(),
                "kernelFile", Claim.write(image.kernelFile(), file -> file));
    }

    private static KernelImage readImage(Claim claim) {
        return claim.object(fields -> new KernelImage(
                fields.get("name").text(),
                fields.get("version").text(),
                fields.get("status").text(),
                fields.get("kernelFile").finding(Claim::text)));
    }

    static Map<String, Object> writeMappings(ReplacedMappingsFact mappings) {
        return json(
                "replaced", each(mappings.replaced(), LinuxFacts::writeReplaced),
                "unreadable", each(mappings.unreadable(), LinuxFacts::writeProcess),
                "complete", mappings.complete());
    }

    static ReplacedMappingsFact readMappings(Claim claim) {
        return claim.object(fields -> new ReplacedMappingsFact(
                fields.get("replaced").list(LinuxFacts::readReplaced),
                fields.get("unreadable").list(LinuxFacts::readProcess),
                fields.get("complete").flag()));
    }

    private static Map<String, Object> writeReplaced(ReplacedFile file) {
        return json(
                "path", file.path(),
                "owner", Claim.write(file.owner(), owner -> owner),
                "processes", each(file.processes(), LinuxFacts::writeProcess));
    }

    private static ReplacedFile readReplaced(Claim claim) {
        return claim.object(fields -> new ReplacedFile(
                fields.get("path").text(),
                fields.get("owner").finding(Claim::text),
                fields.get("processes").list(LinuxFacts::readProcess)));
    }

    private static Map<String, Object> writeProcess(ProcessFact process) {
        return json(
                "pid", (long) process.pid(),
                "name", process.name(),
                "startedAt", Claim.write(process.startedAt(), Object::toString));
    }

    private static ProcessFact readProcess(Claim claim) {
        return claim.object(fields -> new ProcessFact(
                fields.get("pid").count(),
                fields.get("name").text(),
                fields.get("startedAt").finding(Claim::instant)));
    }

    static Map<String, Object> writeRebootRequired(RebootRequiredFact fact) {
        return json(
                "since", fact.since().toString(),
                "packages", Claim.write(fact.packages(), names -> names));
    }

    static RebootRequiredFact readRebootRequired(Claim claim) {
        return claim.object(fields -> new RebootRequiredFact(
                fields.get("since").instant(), fields.get("packages").finding(names -> names.list(Claim::text))));
    }

    private static <T> List<Map<String, Object>> each(List<T> items, Function<T, Map<String, Object>> write) {
        return items.stream().map(write).toList();
    }
}
