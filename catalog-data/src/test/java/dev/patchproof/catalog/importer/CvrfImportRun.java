package dev.patchproof.catalog.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures the import of a monthly document, read and turned into updates, on the thread that calls: megabytes a second of
 * wall and CPU, and the peak of the heap. Run by {@code .ci/benchmark-import}.
 */
final class CvrfImportRun {
    private static final int MEGA = 1_000_000;
    private static final int ROUNDS = 5;
    private static final String PRODUCTS = """
                <prod:FullProductName ProductID="1">Windows 11 Version 24H2 for x64-based Systems</prod:FullProductName>
                <prod:FullProductName ProductID="2">Windows 11 Version 24H2 for ARM64-based Systems</prod:FullProductName>
                <prod:FullProductName ProductID="3">Windows Server 2025</prod:FullProductName>
                <prod:FullProductName ProductID="4">Windows Server 2022</prod:FullProductName>
                <prod:FullProductName ProductID="5">Microsoft Office LTSC 2021 for 64-bit editions</prod:FullProductName>
            """;

    private CvrfImportRun() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean generated = arguments[0].equals("--megabytes");
        Path document = generated ? generate(Integer.parseInt(arguments[1])) : Path.of(arguments[0]);
        try {
            double megabytes = (double) Files.size(document) / MEGA;
            out.printf(Locale.ROOT, "%s: %.1f MB%n", generated ? "generated" : document, megabytes);
            for (int round = 1; round <= ROUNDS; round++) {
                round(out, document, megabytes, round);
            }
        } finally {
            if (generated) {
                Files.delete(document);
            }
        }
    }

    private static void round(PrintStream out, Path document, double megabytes, int round) throws ImportException {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long wall = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        MsrcFacts facts = CvrfReader.read(document);
        int updates = WindowsUpdates.of(facts, KnownUpdates.none(), new QuarantineLog(facts.document()))
                .size();
        double seconds = (System.nanoTime() - wall) / 1e9;
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        out.printf(
                Locale.ROOT,
                "round %d: %d updates, %.2f s, %.1f MB/s (of CPU %.1f MB/s), peak heap %d MB%n",
                round,
                updates,
                seconds,
                megabytes / seconds,
                megabytes / busy,
                peak / MEGA);
    }

    /** A document as MSRC's are made: much text around few facts. */
    private static Path generate(int megabytes) throws IOException {
        Path document = Files.createTempFile("cvrf", ".xml");
        try (Writer writer = Files.newBufferedWriter(document)) {
            writer.write("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <cvrf:cvrfdoc xmlns:cvrf="c" xmlns:prod="p" xmlns:vuln="v">
                      <cvrf:DocumentTracking><cvrf:Identification><cvrf:ID>2031-Feb</cvrf:ID></cvrf:Identification>
                      <cvrf:InitialReleaseDate>2031-02-10T08:00:00</cvrf:InitialReleaseDate></cvrf:DocumentTracking>
                      <prod:ProductTree>
                    """);
            writer.write(PRODUCTS);
            writer.write("</prod:ProductTree>\n");
            long written = 0;
            for (int number = 10_000; written < (long) megabytes * MEGA; number++) {
                String vulnerability = vulnerability(number);
                writer.write(vulnerability);
                written += vulnerability.length();
            }
            writer.write("</cvrf:cvrfdoc>\n");
        }
        return document;
    }

    private static String vulnerability(int number) {
        StringBuilder text = new StringBuilder("  <vuln:Vulnerability Ordinal=\"1\">\n    <vuln:Notes>\n");
        text.append("      <vuln:Note Title=\"Description\">")
                .append("&lt;p&gt;Words that are read over, &amp;amp; marks among them.&lt;/p&gt; ".repeat(12))
                .append("</vuln:Note>\n    </vuln:Notes>\n    <vuln:CVE>CVE-2031-")
                .append(number % 20_000)
                .append("</vuln:CVE>\n    <vuln:Threats>\n");
        for (int product = 1; product <= 5; product++) {
            text.append(
                            "      <vuln:Threat Type=\"Severity\">\n        <vuln:Description>Important</vuln:Description>\n")
                    .append("        <vuln:ProductID>")
                    .append(product)
                    .append("</vuln:ProductID>\n      </vuln:Threat>\n");
        }
        text.append("    </vuln:Threats>\n    <vuln:Remediations>\n");
        remediation(text, "6000012", "1", "10.0.26100.9112");
        remediation(text, "6000012", "2", "10.0.26100.9112");
        remediation(text, "6000013", "3", "10.0.26100.39111");
        remediation(text, "6000014", "4", "10.0.20348.9111");
        remediation(text, "5700000", "5", "16.0.10417.20095");
        return text.append("    </vuln:Remediations>\n  </vuln:Vulnerability>\n")
                .toString();
    }

    private static void remediation(StringBuilder text, String kb, String product, String build) {
        text.append("      <vuln:Remediation Type=\"Vendor Fix\">\n        <vuln:Description>")
                .append(kb)
                .append("</vuln:Description>\n        <vuln:URL>https://catalog.example/?q=")
                .append(kb)
                .append("</vuln:URL>\n        <vuln:Supercedence>6000002</vuln:Supercedence>\n        <vuln:ProductID>")
                .append(product)
                .append("</vuln:ProductID>\n        <vuln:AffectedFiles />\n")
                .append("        <vuln:RestartRequired>Yes</vuln:RestartRequired>\n")
                .append("        <vuln:SubType>Security Update</vuln:SubType>\n        <vuln:FixedBuild>")
                .append(build)
                .append("</vuln:FixedBuild>\n      </vuln:Remediation>\n");
    }
}
