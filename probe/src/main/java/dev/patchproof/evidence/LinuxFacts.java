package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import java.util.Map;

/** Wire form of what Linux queries find. */
final class LinuxFacts {
    private LinuxFacts() {}

    static Map<String, Object> writePackages(DebianPackagesFact fact) {
        return json("packages", Claim.each(fact.packages(), LinuxFacts::writePackage));
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
                "archives", Claim.write(known.archives(), all -> Claim.each(all, LinuxFacts::writeArchive)),
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
                fields.later("archives", all -> all.list(LinuxFacts::readArchive)),
                fields.get("files").finding(LinuxFacts::readFiles)));
    }

    static Map<String, Object> writeArchive(PackageArchive archive) {
        return json(
                "origin", archive.origin(),
                "label", archive.label(),
                "suite", archive.suite(),
                "codename", archive.codename());
    }

    static PackageArchive readArchive(Claim claim) {
        return claim.object(fields -> new PackageArchive(
                fields.get("origin").text(),
                fields.get("label").text(),
                fields.get("suite").text(),
                fields.get("codename").text()));
    }

    private static Map<String, Object> writeFiles(PackageFiles files) {
        return json(
                "recordDigest", files.recordDigest(),
                "recorded", (long) files.recorded(),
                "matching", (long) files.matching(),
                "excluded",
                        Claim.each(files.excluded(), file -> json("path", file.path(), "why", Claim.word(file.why()))),
                "differing", Claim.each(files.differing(), LinuxFacts::writeDiffering),
                "strayLinks", Claim.write(files.strayLinks(), links -> Claim.each(links, LinuxFacts::writeLink)));
    }

    private static PackageFiles readFiles(Claim claim) {
        return claim.object(fields -> new PackageFiles(
                fields.get("recordDigest").text(),
                fields.get("recorded").count(),
                fields.get("matching").count(),
                fields.get("excluded")
                        .list(item -> item.object(file -> new ExcludedFile(
                                file.get("path").text(), file.get("why").constant(Exclusion.class)))),
                fields.get("differing").list(LinuxFacts::readDiffering),
                fields.later("strayLinks", links -> links.list(LinuxFacts::readLink))));
    }

    private static Map<String, Object> writeLink(StrayLink link) {
        return json(
                "path", link.path(),
                "leadsTo", Claim.write(link.leadsTo(), file -> file),
                "owner", Claim.write(link.owner(), name -> name));
    }

    private static StrayLink readLink(Claim claim) {
        return claim.object(fields -> new StrayLink(
                fields.get("path").text(),
                fields.get("leadsTo").finding(Claim::text),
                fields.get("owner").finding(Claim::text)));
    }

    private static Map<String, Object> writeDiffering(DifferingFile file) {
        return json(
                "path", file.path(),
                "recorded", file.recorded(),
                "found", Claim.write(file.found(), digest -> digest),
                "changedAt", Claim.write(file.changedAt(), Object::toString),
                "modeOverride", Claim.write(file.modeOverride(), mode -> mode));
    }

    private static DifferingFile readDiffering(Claim claim) {
        return claim.object(fields -> new DifferingFile(
                fields.get("path").text(),
                fields.get("recorded").text(),
                fields.get("found").finding(Claim::text),
                fields.get("changedAt").finding(Claim::instant),
                fields.later("modeOverride", Claim::text)));
    }

    static Map<String, Object> writeKernel(LinuxKernelFact kernel) {
        return json(
                "runningRelease", Claim.write(kernel.runningRelease(), release -> release),
                "runningVersion", Claim.write(kernel.runningVersion(), version -> version),
                "signature", Claim.write(kernel.signature(), signature -> signature),
                "livePatches",
                        Claim.write(kernel.livePatches(), patches -> Claim.each(patches, LinuxFacts::writeLivePatch)),
                "bootable", Claim.write(kernel.bootable(), names -> names),
                "images", Claim.write(kernel.images(), images -> Claim.each(images, LinuxFacts::writeImage)));
    }

    static LinuxKernelFact readKernel(Claim claim) {
        return claim.object(fields -> new LinuxKernelFact(
                fields.get("runningRelease").finding(Claim::text),
                fields.get("runningVersion").finding(Claim::text),
                fields.later("signature", Claim::text),
                fields.later("livePatches", patches -> patches.list(LinuxFacts::readLivePatch)),
                fields.later("bootable", names -> names.list(Claim::text)),
                fields.get("images").finding(images -> images.list(LinuxFacts::readImage))));
    }

    private static Map<String, Object> writeLivePatch(LivePatch patch) {
        return json(
                "name", patch.name(),
                "enabled", Claim.write(patch.enabled(), said -> said),
                "transition", Claim.write(patch.transition(), said -> said));
    }

    private static LivePatch readLivePatch(Claim claim) {
        return claim.object(fields -> new LivePatch(
                fields.get("name").text(),
                fields.get("enabled").finding(Claim::text),
                fields.get("transition").finding(Claim::text)));
    }

    private static Map<String, Object> writeImage(KernelImage image) {
        return json(
                "name", image.name(),
                "version", image.version(),
                "status", image.status(),
                "kernelFile", Claim.write(image.kernelFile(), file -> file),
                "unpackedAt", Claim.write(image.unpackedAt(), Object::toString),
                "files", Claim.write(image.files(), LinuxFacts::writeFiles));
    }

    private static KernelImage readImage(Claim claim) {
        return claim.object(fields -> new KernelImage(
                fields.get("name").text(),
                fields.get("version").text(),
                fields.get("status").text(),
                fields.get("kernelFile").finding(Claim::text),
                fields.later("unpackedAt", Claim::instant),
                fields.later("files", LinuxFacts::readFiles)));
    }

    static Map<String, Object> writeMappings(ReplacedMappingsFact mappings) {
        return json(
                "replaced", Claim.each(mappings.replaced(), LinuxFacts::writeReplaced),
                "unreadable", Claim.each(mappings.unreadable(), ProcessFacts::write),
                "complete", mappings.complete());
    }

    static ReplacedMappingsFact readMappings(Claim claim) {
        return claim.object(fields -> new ReplacedMappingsFact(
                fields.get("replaced").list(LinuxFacts::readReplaced),
                fields.get("unreadable").list(ProcessFacts::read),
                fields.get("complete").flag()));
    }

    private static Map<String, Object> writeReplaced(ReplacedFile file) {
        return json(
                "path", file.path(),
                "owner", Claim.write(file.owner(), owner -> owner),
                "processes", Claim.each(file.processes(), ProcessFacts::write));
    }

    private static ReplacedFile readReplaced(Claim claim) {
        return claim.object(fields -> new ReplacedFile(
                fields.get("path").text(),
                fields.get("owner").finding(Claim::text),
                fields.get("processes").list(ProcessFacts::read)));
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
}
