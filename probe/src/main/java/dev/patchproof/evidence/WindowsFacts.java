package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.util.Map;

/** Wire form of what Windows queries find. */
final class WindowsFacts {
    private WindowsFacts() {}

    static Map<String, Object> writeKey(RegistryKeyFact key) {
        return json();
    }

    static RegistryKeyFact readKey(Claim claim) {
        return claim.object(fields -> new RegistryKeyFact());
    }

    static Map<String, Object> writeValue(RegistryValueFact value) {
        return json(
                "type", value.type(),
                "data", value.data(),
                "keyChangedAt", Claim.write(value.keyChangedAt(), Object::toString));
    }

    static RegistryValueFact readValue(Claim claim) {
        return claim.object(fields -> new RegistryValueFact(
                fields.get("type").text(),
                fields.get("data").list(Claim::text),
                fields.later("keyChangedAt", Claim::instant)));
    }

    static Map<String, Object> writeFile(WindowsFileFact file) {
        return json(
                "path", file.path(),
                "size", file.size(),
                "created", file.created().toString(),
                "modified", file.modified().toString(),
                "changedAt", Claim.write(file.changedAt(), Object::toString),
                "sha256", file.sha256(),
                "fixedVersion", Claim.write(file.fixedVersion(), version -> version),
                "versionString", Claim.write(file.versionString(), version -> version),
                "apiVersion", Claim.write(file.apiVersion(), version -> version));
    }

    static WindowsFileFact readFile(Claim claim) {
        return claim.object(fields -> new WindowsFileFact(
                fields.get("path").text(),
                fields.get("size").number(),
                fields.get("created").instant(),
                fields.get("modified").instant(),
                fields.later("changedAt", Claim::instant),
                fields.get("sha256").text(),
                fields.get("fixedVersion").finding(Claim::text),
                fields.get("versionString").finding(Claim::text),
                fields.get("apiVersion").finding(Claim::text)));
    }

    static Map<String, Object> writeRestart(WindowsRestartFact restart) {
        return json(
                "pendingFileRenames", Claim.write(restart.pendingFileRenames(), paths -> paths),
                "cbsRebootPending", Claim.write(restart.cbsRebootPending(), WindowsFacts::writeKey),
                "updateRebootRequired", Claim.write(restart.updateRebootRequired(), WindowsFacts::writeKey),
                "pendingXml", Claim.write(restart.pendingXml(), Object::toString));
    }

    static WindowsRestartFact readRestart(Claim claim) {
        return claim.object(fields -> new WindowsRestartFact(
                fields.get("pendingFileRenames").finding(paths -> paths.list(Claim::text)),
                fields.get("cbsRebootPending").finding(WindowsFacts::readKey),
                fields.get("updateRebootRequired").finding(WindowsFacts::readKey),
                fields.later("pendingXml", Claim::instant)));
    }

    static Map<String, Object> writeServicing(WindowsServicingFact fact) {
        return json(
                "packages", Claim.write(fact.packages(), packages -> Claim.each(packages, WindowsFacts::writePackage)),
                "servicingStacks", Claim.write(fact.servicingStacks(), names -> names),
                "dotNetRelease", Claim.write(fact.dotNetRelease(), release -> release));
    }

    static WindowsServicingFact readServicing(Claim claim) {
        return claim.object(fields -> new WindowsServicingFact(
                fields.get("packages").finding(packages -> packages.list(WindowsFacts::readPackage)),
                fields.get("servicingStacks").finding(names -> names.list(Claim::text)),
                fields.get("dotNetRelease").finding(Claim::text)));
    }

    private static Map<String, Object> writePackage(CbsPackage one) {
        return json(
                "name", one.name(),
                "state", Claim.write(one.state(), state -> state),
                "lastError", Claim.write(one.lastError(), error -> error),
                "installedAt", Claim.write(one.installedAt(), Object::toString));
    }

    private static CbsPackage readPackage(Claim claim) {
        return claim.object(fields -> new CbsPackage(
                fields.get("name").text(),
                fields.get("state").finding(Claim::text),
                fields.get("lastError").finding(Claim::text),
                fields.get("installedAt").finding(Claim::instant)));
    }

    static Map<String, Object> writeSignature(FileSignatureFact fact) {
        return json(
                "catalogs",
                Claim.each(
                        fact.catalogs(),
                        one -> json("name", one.name(), "publisher", Claim.write(one.publisher(), name -> name))));
    }

    static FileSignatureFact readSignature(Claim claim) {
        return claim.object(fields -> new FileSignatureFact(fields.get("catalogs")
                .list(item -> item.object(one -> new SigningCatalog(
                        one.get("name").text(), one.get("publisher").finding(Claim::text))))));
    }

    static Map<String, Object> writeModules(LoadedModulesFact fact) {
        return json(
                "modules", Claim.each(fact.modules(), WindowsFacts::writeModule),
                "unreadable", Claim.each(fact.unreadable(), ProcessFacts::write),
                "complete", fact.complete());
    }

    static LoadedModulesFact readModules(Claim claim) {
        return claim.object(fields -> new LoadedModulesFact(
                fields.get("modules").list(WindowsFacts::readModule),
                fields.get("unreadable").list(ProcessFacts::read),
                fields.get("complete").flag()));
    }

    private static Map<String, Object> writeModule(LoadedModule module) {
        return json(
                "path", module.path(),
                "fixedVersion", Claim.write(module.fixedVersion(), version -> version),
                "processes", Claim.each(module.processes(), ProcessFacts::write));
    }

    private static LoadedModule readModule(Claim claim) {
        return claim.object(fields -> new LoadedModule(
                fields.get("path").text(),
                fields.get("fixedVersion").finding(Claim::text),
                fields.get("processes").list(ProcessFacts::read)));
    }

    static Map<String, Object> writeKernel(WindowsKernelFact fact) {
        return json("runningVersion", Claim.write(fact.runningVersion(), version -> version));
    }

    static WindowsKernelFact readKernel(Claim claim) {
        return claim.object(
                fields -> new WindowsKernelFact(fields.get("runningVersion").finding(Claim::text)));
    }
}
