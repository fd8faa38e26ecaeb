package dev.patchproof.probe;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SystemFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in a few lines what evidence holds, so that a person can agree to it; the whole of it is shown on request. */
final class EvidenceSummary {
    private EvidenceSummary() {}

    /** The selector, which is told to the portal before anything else is read. */
    static List<String> ofSelector(ProductSelector selector) {
        return List.of(
                "system family  " + selector.family().name().toLowerCase(Locale.ROOT),
                "version        " + plain(selector.version()),
                "release        " + plain(selector.release()),
                "build          " + plain(selector.build()),
                "service pack   " + plain(selector.servicePack()),
                "product type   " + selector.productType().name().toLowerCase(Locale.ROOT),
                "edition        " + plain(selector.edition()),
                "architecture   " + selector.architecture().name().toLowerCase(Locale.ROOT));
    }

    static List<String> of(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        SystemFacts system = evidence.system();
        lines.add("computer      " + said(system.hostName()) + ", " + plain(system.productName()));
        if (system.product().family() == OsFamily.WINDOWS) {
            lines.add("revision      " + said(system.revision()) + ", installation type: "
                    + said(system.installationType()));
        }
        for (ProductDisagreement one : system.disagreements()) {
            lines.add(
                    plain(one.fact()) + ": Windows says " + plain(one.used()) + ", its registry " + plain(one.other()));
        }
        lines.add("running since " + said(system.bootedAt()) + ", administrator rights: " + said(system.elevated()));
        lines.add("this machine  " + machine(evidence));
        evidence.observations().stream()
                .collect(Collectors.groupingBy(
                        observation -> observation.query().kind(), TreeMap::new, Collectors.toList()))
                .forEach((kind, all) -> lines.add(line(evidence, kind, all)));
        lines.add(
                "and a random name of this installation, its public key, version and processor of Java, digests of plan"
                        + " and probe");
        return lines;
    }

    private static String machine(Evidence evidence) {
        return evidence.machine()
                .fold(
                        hash -> "a hash of its own id, by which this portal, and no other, knows it again; not the id",
                        () -> "has no id of its own; nothing is sent of it",
                        missing -> "its own id is not read (" + plain(missing.detail()) + ")",
                        failed -> "its own id is not readable (" + plain(failed.message()) + ")");
    }

    private static String line(Evidence evidence, String kind, List<Observation<?>> all) {
        String counts = Arrays.stream(Case.values())
                .map(one -> {
                    long count = all.stream()
                            .filter(observation -> Case.of(observation.finding()) == one)
                            .count();
                    return count == 0 ? "" : count + " " + one.words;
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String details = all.stream()
                .map(observation -> observation.query().fold(new ObservationDetails(evidence)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return kind + ": " + counts + (details.isEmpty() ? "" : " (" + details + ")");
    }

    private static String said(Finding<?> finding) {
        return finding.fold(
                value -> plain(value.toString()),
                () -> "none",
                missing -> "not read (" + plain(missing.detail()) + ")",
                failed -> "not readable (" + plain(failed.message()) + ")");
    }

    private static String plain(String text) {
        return Terminal.plain(text);
    }

    private enum Case {
        EXISTS("found"),
        ABSENT("not there"),
        NOT_COLLECTED("not looked at"),
        ERROR("not readable");

        private final String words;

        Case(String words) {
            this.words = words;
        }

        static Case of(Finding<?> finding) {
            return finding.fold(value -> EXISTS, () -> ABSENT, missing -> NOT_COLLECTED, failed -> ERROR);
        }
    }
}
