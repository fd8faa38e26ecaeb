package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import java.util.List;

/**
 * Windows 10 22H2, Windows 11 24H2 and Windows Server 2025 as a probe reports them, with builds that exist. Names of
 * catalogs are made as they are known; none was seen on a real Windows here.
 */
final class ModernWindows {
    private ModernWindows() {}

    static Computer windows10(String revision) {
        return Computer.of(selector("19045", ProductType.WORKSTATION, "Professional", "22H2"))
                .revision(revision);
    }

    static Computer windows11(String revision) {
        return Computer.of(selector("26100", ProductType.WORKSTATION, "Enterprise", "24H2"))
                .revision(revision);
    }

    static Computer server2025(String revision) {
        return server2025("ServerDatacenter", revision);
    }

    static Computer server2025(String edition, String revision) {
        return Computer.of(selector("26100", ProductType.SERVER, edition, "24H2"))
                .revision(revision);
    }

    static Computer unknownType(String revision) {
        return Computer.of(selector("26100", ProductType.UNKNOWN, "Enterprise", "24H2"))
                .revision(revision);
    }

    /** Every core file is of a build, by its own number and by the vendor's catalogs. */
    static Computer filesOf(Computer computer, int build, int revision) {
        CumulativeCatalog.CORE.forEach(path -> fileOf(computer, path, build, revision));
        return computer;
    }

    /** One core file is of a build, by its own number and by the vendor's catalogs. */
    static Computer fileOf(Computer computer, String path, int build, int revision) {
        return versionOf(computer, path, build, revision)
                .finds(new Query.FileSignature(path), Finding.exists(signedBy(build, revision)));
    }

    /** One core file is of a build by its own number; no catalog was looked for. */
    static Computer versionOf(Computer computer, String path, int build, int revision) {
        return computer.file(path, "10.0." + build + "." + revision);
    }

    private static FileSignatureFact signedBy(int build, int revision) {
        return new FileSignatureFact(List.of(new SigningCatalog(
                "Package_1_for_RollupFix~31bf3856ad364e35~amd64~~" + build + "." + revision + ".1.8.cat",
                Finding.exists("Microsoft Windows"))));
    }

    private static ProductSelector selector(String build, ProductType type, String edition, String release) {
        return new ProductSelector(OsFamily.WINDOWS, "10.0", build, "0", type, Architecture.X64, edition, release);
    }
}
