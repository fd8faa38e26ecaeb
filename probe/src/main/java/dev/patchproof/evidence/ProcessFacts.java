package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import java.util.Map;

/** Wire form of a process. */
final class ProcessFacts {
    private ProcessFacts() {}

    static Map<String, Object> write(ProcessFact process) {
        return json(
                "pid", (long) process.pid(),
                "name", process.name(),
                "startedAt", Claim.write(process.startedAt(), Object::toString),
                "lineageSince", Claim.write(process.lineageSince(), Object::toString),
                "unit", Claim.write(process.unit(), unit -> unit));
    }

    static ProcessFact read(Claim claim) {
        return claim.object(fields -> new ProcessFact(
                fields.get("pid").count(),
                fields.get("name").text(),
                fields.get("startedAt").finding(Claim::instant),
                fields.later("lineageSince", Claim::instant),
                fields.later("unit", Claim::text)));
    }
}
