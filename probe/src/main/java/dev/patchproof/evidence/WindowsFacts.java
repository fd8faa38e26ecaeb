package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

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
        return json("type", value.type(), "data", value.data());
    }

    static RegistryValueFact readValue(Claim claim) {
        return claim.object(fields -> new RegistryValueFact(
                fields.get("type").text(), fields.get("data").list(Claim::text)));
    }

    static Map<String, Object> writeFile(WindowsFileFact file) {
        return json(
                "path", file.path(),
                "size", file.size(),
                "created", file.created().toString(),
                "modified", file.modified().toString(),
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
                fields.get("sha256").text(),
                fields.get("fixedVersion").finding(Claim::text),
                fields.get("versionString").finding(Claim::text),
                fields.get("apiVersion").finding(Claim::text)));
    }

    static Map<String, Object> writeRestart(WindowsRestartFact restart) {
        return json(
                "pendingFileRenames", Claim.write(restart.pendingFileRenames(), paths -> paths),
                "cbsRebootPending", Claim.write(restart.cbsRebootPending(), WindowsFacts::writeKey),
                "updateRebootRequired", Claim.write(restart.updateRebootRequired(), WindowsFacts::writeKey));
    }

    static WindowsRestartFact readRestart(Claim claim) {
        return claim.object(fields -> new WindowsRestartFact(
                fields.get("pendingFileRenames").finding(paths -> paths.list(Claim::text)),
                fields.get("cbsRebootPending").finding(WindowsFacts::readKey),
                fields.get("updateRebootRequired").finding(WindowsFacts::readKey)));
    }
}
