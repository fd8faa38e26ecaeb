package dev.patchproof.portal.web;

import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.Basis;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.result.CloneSign;
import dev.patchproof.portal.result.DeviceSigns;
import dev.patchproof.portal.result.VerdictChange;
import dev.patchproof.portal.result.VerdictChange.Cause;
import dev.patchproof.portal.result.VerdictChange.Overall;
import dev.patchproof.portal.result.VerdictChange.UpdateChange;
import dev.patchproof.portal.verification.DeviceIdentity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results such as the appraiser makes, one for each kind of page. */
final class ResultFixtures {
    static final Instant READ = Instant.parse("2026-11-03T09:21:40Z");

    private ResultFixtures() {}

    /** Every page worth looking at, by the name of its picture. */
    static Map<String, ResultVisit> all() {
        Map<String, ResultVisit> visits = new LinkedHashMap<>();
        visits.put("windows-xp-claimed-not-found", visit("RECEPTION-07", windowsXp(), true));
        visits.put(
                "debian-230-in-force-one-claimed-not-found", visit("dev-laptop-31", debian(claimedNotFound()), true));
        visits.put("debian-up-to-date", visit("dev-laptop-31", debianUpToDate(), true));
        visits.put("debian-restart-needed", visit("dev-laptop-31", debianRestartNeeded(), true));
        visits.put("ubuntu-live-patched", visit("dev-laptop-32", ubuntuLivePatched(), true));
        visits.put("windows-11-unverified", visit("FIN-0482", windows11Unverified(), false));
        visits.put("windows-11-cannot-tell", visit("FIN-0482", windows11CannotTell(), false));
        visits.put("windows-11-switch-and-optional", visit("FIN-0482", windows11Switch(), false));
        visits.put("windows-11-pending-restart", visit("FIN-0482", windows11Pending(), true));
        visits.put("windows-11-old-core-files", visit("FIN-0482", windows11OldCoreFiles(), true));
        visits.put("windows-10-behind", visit("FIN-0482", windows10Behind(), true));
        visits.put("windows-7-unsupported", visit("LAB-PC-2", windows7Unsupported(), true));
        visits.put("unknown-product", visit("", unknownProduct(), true));
        visits.put(
                "stale",
                new ResultVisit(
                        "Yc81nT4uWqZ0sLr5Yc81nT4u",
                        "https://patchproof.example.com/results/Yc81nT4uWqZ0sLr5Yc81nT4u",
                        "dev-laptop-31",
                        new DeviceSigns(true, true, Set.of(CloneSign.HOST_NAMES, CloneSign.BOOTS_OVERLAP)),
                        Optional.of(new DeviceIdentity("CN=dev-laptop-31", "CN=Example Devices CA", "0a")),
                        debianUpToDate(),
                        ResultVisit.Past.none(READ),
                        debianObservations(),
                        false,
                        READ.plus(20, ChronoUnit.DAYS)));
        visits.put("windows-11-judged-again", judgedAgain());
        visits.put("offline-root-230-could-not-check", visit("", offlineRoot(), true));
        visits.put("hostile", visit(HOSTILE, hostile(), true));
        return visits;
    }

    /** Judged by a catalog that asks for what the probe was not asked, after it had expired once. */
    private static ResultVisit judgedAgain() {
        AttestationResult result = windows11Unasked();
        Overall upToDate = new Overall(ClaimedVerdict.UP_TO_DATE, OverallVerdict.UP_TO_DATE);
        Overall now = new Overall(result.claimed(), result.found());
        Instant judged = READ.plus(2, ChronoUnit.DAYS);
        List<VerdictChange> changes = List.of(
                new VerdictChange(
                        judged,
                        Cause.NEW_CATALOG,
                        result.catalogRelease(),
                        Optional.of(upToDate),
                        Optional.of(now),
                        2,
                        List.of(
                                new UpdateChange(
                                        "KB5077181", Optional.empty(), Optional.of(UpdateVerdict.COULD_NOT_CHECK)),
                                new UpdateChange(
                                        "KB5074109",
                                        Optional.of(UpdateVerdict.IN_FORCE),
                                        Optional.of(UpdateVerdict.CLAIMED_UNVERIFIED)))),
                new VerdictChange(
                        READ.plus(1, ChronoUnit.DAYS),
                        Cause.EXPIRED,
                        "ab".repeat(32),
                        Optional.of(upToDate),
                        Optional.empty(),
                        0,
                        List.of()),
                new VerdictChange(
                        READ,
                        Cause.NEW_EVIDENCE,
                        "ab".repeat(32),
                        Optional.of(new Overall(ClaimedVerdict.UP_TO_DATE, OverallVerdict.NOT_UP_TO_DATE)),
                        Optional.of(upToDate),
                        0,
                        List.of()));
        return new ResultVisit(
                "Yc81nT4uWqZ0sLr5Yc81nT4u",
                "https://patchproof.example.com/results/Yc81nT4uWqZ0sLr5Yc81nT4u",
                "FIN-0482",
                DeviceSigns.NONE,
                Optional.empty(),
                result,
                new ResultVisit.Past(true, judged, true, changes),
                windowsObservations(),
                true,
                judged.plus(1, ChronoUnit.HOURS));
    }

    static final String HOSTILE = "<script>alert(1)</script>\u202Egnp.exe\u0000\u0007\"'&amp;";

    static ResultVisit visit(String host, AttestationResult result, boolean owner) {
        return new ResultVisit(
                "Yc81nT4uWqZ0sLr5Yc81nT4u",
                "https://patchproof.example.com/results/Yc81nT4uWqZ0sLr5Yc81nT4u",
                host,
                DeviceSigns.NONE,
                host.equals(HOSTILE)
                        ? Optional.of(new DeviceIdentity("CN=" + HOSTILE, "CN=" + HOSTILE, "0a"))
                        : Optional.empty(),
                result,
                ResultVisit.Past.none(READ),
                result.productName().startsWith("Windows") ? windowsObservations() : debianObservations(),
                owner,
                READ.plus(1, ChronoUnit.HOURS));
    }

    static AttestationResult result(
            ClaimedVerdict claimed,
            OverallVerdict found,
            String product,
            List<Reason> grounds,
            List<UpdateResult> updates,
            List<Reason> notes) {
        return new AttestationResult(
                claimed,
                found,
                Optional.of("fixture"),
                product,
                "Security updates of the operating system. Not Office, browsers, drivers or other programs.",
                READ,
                Optional.of(LocalDate.parse("2026-11-02")),
                "3f9a41d0be52886e1f04c7a9d3b65210e8f7c4a26b91d35c80fe47ab129d06aa",
                READ.plus(7, ChronoUnit.DAYS),
                grounds,
                updates,
                List.of(),
                notes);
    }

    static Reason reason(ReasonCode code, String subject, String expected, String found) {
        return new Reason(code, subject, expected, found);
    }

    static LayerAppraisal layer(LayerResult result, Reason... reasons) {
        return new LayerAppraisal(result, List.of(reasons));
    }

    static UpdateResult update(
            String id,
            String description,
            UpdateVerdict verdict,
            Basis basis,
            LayerAppraisal claimed,
            LayerAppraisal onDisk,
            LayerAppraisal inForce) {
        return new UpdateResult(
                id,
                id.equals("KB823980") ? List.of("MS03-026") : List.of(),
                description,
                id.startsWith("KB") ? Update.Severity.CRITICAL : Update.Severity.UNRATED,
                id.equals("KB823980") ? List.of("CVE-2003-0352") : List.of(),
                false,
                true,
                verdict,
                basis,
                Map.of(Layer.CLAIMED, claimed, Layer.ON_DISK, onDisk, Layer.IN_FORCE, inForce),
                Optional.empty());
    }

    static AttestationResult windowsXp() {
        UpdateResult liar = update(
                "KB823980",
                "A hole in the remote call service lets a worm take over the computer",
                UpdateVerdict.CLAIMED_NOT_FOUND,
                Basis.REFERENCE_VALUE,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.KEY_PRESENT,
                                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980",
                                "",
                                "")),
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.FILE_VERSION_BELOW,
                                "C:\\WINDOWS\\system32\\rpcrt4.dll",
                                "5.1.2600.1230",
                                "5.1.2600.1106"),
                        reason(
                                ReasonCode.FILE_VERSION_REACHED,
                                "C:\\WINDOWS\\system32\\ole32.dll",
                                "5.1.2600.1243",
                                "5.1.2600.1243"),
                        reason(
                                ReasonCode.VERSION_CALL_DISAGREES,
                                "C:\\WINDOWS\\system32\\rpcrt4.dll",
                                "5.1.2600.1106",
                                "5.1.2600.2180")),
                layer(LayerResult.TRUE, reason(ReasonCode.NO_RENAME_PENDING, "", "", "")));
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.NOT_UP_TO_DATE,
                "Windows XP Professional, Service Pack 1",
                List.of(reason(ReasonCode.SUPPORT_ENDED, "Windows XP", "2014-04-08", "")),
                Stream.concat(
                                Stream.of(liar),
                                Stream.of("KB810565", "KB810577", "KB811493", "KB814033")
                                        .map(ResultFixtures::windowsInForce))
                        .toList(),
                List.of(
                        reason(ReasonCode.REBOOT_PENDING_ELSEWHERE, "C:\\Program Files\\Printer\\driver.dll", "", ""),
                        reason(
                                ReasonCode.FILE_VERSION_NEWER,
                                "C:\\WINDOWS\\system32\\srv.sys",
                                "5.1.2600.1193",
                                "5.1.2600.2180")));
    }

    static UpdateResult windowsInForce(String id) {
        return update(
                id,
                "Security update for Windows XP",
                UpdateVerdict.IN_FORCE,
                Basis.REFERENCE_VALUE,
                layer(LayerResult.TRUE, reason(ReasonCode.KEY_PRESENT, "HKLM\\SOFTWARE\\...\\" + id, "", "")),
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.FILE_VERSION_REACHED,
                                "C:\\WINDOWS\\x.dll",
                                "5.1.2600.1155",
                                "5.1.2600.1155")),
                layer(LayerResult.TRUE, reason(ReasonCode.NO_RENAME_PENDING, "", "", "")));
    }

    static UpdateResult claimedNotFound() {
        return update(
                "debian:bookworm:openssl",
                "openssl: security fixes up to 3.0.15-1~deb12u1",
                UpdateVerdict.CLAIMED_NOT_FOUND,
                Basis.SYSTEM_RECORD,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.PACKAGE_VERSION_REACHED,
                                "libssl3:amd64",
                                "3.0.15-1~deb12u1",
                                "3.0.15-1~deb12u1")),
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.PACKAGE_FILE_ALTERED,
                                "/usr/lib/x86_64-linux-gnu/ossl-modules/legacy.so",
                                "9c1185a5c5e9fc54612808977ee8f548",
                                "0cc175b9c0f1b6a831c399e269772661"),
                        reason(
                                ReasonCode.PACKAGE_FILE_MISSING,
                                "/usr/lib/x86_64-linux-gnu/libssl.so.3",
                                "9c1185a5c5e9fc54612808977ee8f548",
                                "")),
                layer(LayerResult.TRUE, reason(ReasonCode.BOOTED_AFTER_UNPACKING, "", "", "")));
    }

    static UpdateResult debianInForce(int number) {
        return update(
                "debian:bookworm:package-" + number,
                "package-" + number + ": security fixes up to 1." + number + "-1+deb12u1",
                UpdateVerdict.IN_FORCE,
                Basis.SYSTEM_RECORD,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.PACKAGE_VERSION_REACHED,
                                "package-" + number + ":amd64",
                                "1." + number + "-1+deb12u1",
                                "1." + number + "-1+deb12u1")),
                layer(LayerResult.TRUE, reason(ReasonCode.PACKAGE_FILES_MATCH, "package-" + number, "214", "214")),
                layer(
                        number % 2 == 0 ? LayerResult.TRUE : LayerResult.NOT_APPLICABLE,
                        reason(ReasonCode.NO_REPLACED_CODE, "", "", "")));
    }

    static List<UpdateResult> debianInForce() {
        return IntStream.rangeClosed(1, 230)
                .mapToObj(ResultFixtures::debianInForce)
                .toList();
    }

    static AttestationResult debian(UpdateResult... attention) {
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.NOT_UP_TO_DATE,
                "Debian GNU/Linux 12 (bookworm)",
                List.of(),
                Stream.concat(Stream.of(attention), debianInForce().stream()).toList(),
                List.of(reason(
                        ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED,
                        "/usr/lib/dbus-1.0/dbus-daemon-launch-helper",
                        "",
                        "")));
    }

    static AttestationResult debianUpToDate() {
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.UP_TO_DATE,
                "Debian GNU/Linux 12 (bookworm)",
                List.of(),
                debianInForce(),
                List.of());
    }

    static AttestationResult debianRestartNeeded() {
        List<UpdateResult> updates = new ArrayList<>();
        updates.add(update(
                "debian:bookworm:linux",
                "linux: security fixes up to 6.1.129-1",
                UpdateVerdict.INSTALLED_NOT_IN_FORCE,
                Basis.SYSTEM_RECORD,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.KERNEL_IMAGE_REACHED,
                                "linux-image-6.1.0-31-amd64",
                                "6.1.129-1",
                                "6.1.129-1")),
                layer(
                        LayerResult.TRUE,
                        reason(ReasonCode.PACKAGE_FILES_MATCH, "linux-image-6.1.0-31-amd64", "4183", "4183")),
                layer(
                        LayerResult.FALSE,
                        reason(ReasonCode.KERNEL_RUNNING_OLDER, "6.1.0-30-amd64", "6.1.129-1", "6.1.124-1"))));
        updates.add(update(
                "debian:bookworm:openssl",
                "openssl: security fixes up to 3.0.15-1~deb12u1",
                UpdateVerdict.INSTALLED_NOT_IN_FORCE,
                Basis.SYSTEM_RECORD,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.PACKAGE_VERSION_REACHED,
                                "libssl3:amd64",
                                "3.0.15-1~deb12u1",
                                "3.0.15-1~deb12u1")),
                layer(LayerResult.TRUE, reason(ReasonCode.PACKAGE_FILES_MATCH, "libssl3:amd64", "12", "12")),
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.REPLACED_CODE_MAPPED,
                                "/usr/lib/x86_64-linux-gnu/libssl.so.3",
                                "",
                                "slack (1184), teams-for-linux (2210)"))));
        updates.addAll(debianInForce());
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.RESTART_NEEDED,
                "Debian GNU/Linux 12 (bookworm)",
                List.of(),
                updates,
                List.of(reason(ReasonCode.REBOOT_REQUIRED_FLAG, "linux-image-6.1.0-31-amd64", "", "")));
    }

    /** A live patch, updates in phases, and fixes of Pro on a computer of which nobody knows whether it has that. */
    static AttestationResult ubuntuLivePatched() {
        UpdateResult kernel = update(
                "ubuntu:jammy:linux",
                "Security update of linux for Ubuntu jammy",
                UpdateVerdict.RESTART_TO_BE_SURE,
                Basis.SYSTEM_RECORD,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.KERNEL_IMAGE_REACHED,
                                "linux-image-5.15.0-94-generic",
                                "5.15.0-94.104",
                                "5.15.0-94.104")),
                layer(
                        LayerResult.TRUE,
                        reason(ReasonCode.PACKAGE_FILES_MATCH, "linux-image-5.15.0-94-generic", "50", "50")),
                layer(
                        LayerResult.UNKNOWN,
                        reason(ReasonCode.LIVE_PATCH_APPLIED, "lkp_Ubuntu_5_15_0_91_101_generic_104", "", ""),
                        reason(ReasonCode.KERNEL_RUNNING_OLDER, "", "5.15.0-94.104", "5.15.0-91.101")));
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.RESTART_NEEDED,
                "Ubuntu 22.04.5 LTS",
                List.of(
                        reason(ReasonCode.PRO_NOT_KNOWN, "ubuntu:jammy:demo:pro", "", "1"),
                        reason(ReasonCode.UPDATES_BEING_ROLLED_OUT, "ubuntu:jammy:ubuntu-drivers-common", "", "1"),
                        reason(ReasonCode.FIXES_ONLY_WITH_PRO, "ubuntu:jammy:other:pro", "", "1"),
                        reason(ReasonCode.PRO_WITHOUT_ARCHIVES, "", "", "")),
                List.of(kernel),
                List.of());
    }

    static AttestationResult windows11Unverified() {
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.UNVERIFIED,
                "Windows 11 Pro, 24H2",
                List.of(),
                List.of(update(
                        "KB5077181",
                        "Security updates of February 2026 for Windows 11 24H2",
                        UpdateVerdict.CLAIMED_UNVERIFIED,
                        Basis.NONE,
                        layer(LayerResult.TRUE, reason(ReasonCode.REVISION_REACHED, "", "26100.7840", "26100.7840")),
                        layer(LayerResult.NOT_EVALUATED, reason(ReasonCode.NO_REFERENCE_VALUE, "", "", "")),
                        layer(LayerResult.TRUE, reason(ReasonCode.NO_RENAME_PENDING, "", "", "")))),
                List.of());
    }

    static AttestationResult windows11CannotTell() {
        return result(
                ClaimedVerdict.CANNOT_TELL,
                OverallVerdict.CANNOT_TELL,
                "Windows 11 Pro, 24H2",
                List.of(reason(ReasonCode.CATALOG_STALE, "", "", "2026-09-01")),
                List.of(update(
                        "KB5077181",
                        "Security updates of February 2026 for Windows 11 24H2",
                        UpdateVerdict.COULD_NOT_CHECK,
                        Basis.REFERENCE_VALUE,
                        layer(
                                LayerResult.ERROR,
                                reason(
                                        ReasonCode.CLAIM_NOT_READABLE,
                                        "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\UBR",
                                        "26100.7840",
                                        "WIN32_5: access denied")),
                        layer(
                                LayerResult.UNKNOWN,
                                reason(
                                        ReasonCode.FILE_BRANCH_UNKNOWN,
                                        "C:\\Windows\\System32\\ntoskrnl.exe",
                                        "",
                                        "10.0.27000.1")),
                        layer(LayerResult.NOT_APPLICABLE, reason(ReasonCode.NOTHING_TO_RESTART, "", "", "")))),
                List.of());
    }

    /** An update that came into the catalog after the computer was read. */
    static AttestationResult windows11Unasked() {
        return result(
                ClaimedVerdict.CANNOT_TELL,
                OverallVerdict.CANNOT_TELL,
                "Windows 11 Pro, 24H2",
                List.of(),
                List.of(update(
                        "KB5077181",
                        "Security updates of February 2026 for Windows 11 24H2",
                        UpdateVerdict.COULD_NOT_CHECK,
                        Basis.REFERENCE_VALUE,
                        layer(
                                LayerResult.NOT_EVALUATED,
                                reason(
                                        ReasonCode.CLAIM_NOT_COLLECTED,
                                        "HKLM\\SOFTWARE\\Microsoft\\Updates\\KB5077181",
                                        "",
                                        "")),
                        layer(
                                LayerResult.NOT_EVALUATED,
                                reason(
                                        ReasonCode.FILE_NOT_COLLECTED,
                                        "%SystemRoot%\\System32\\ntoskrnl.exe",
                                        "10.0.26100.7840",
                                        "")),
                        layer(LayerResult.NOT_APPLICABLE, reason(ReasonCode.NOTHING_TO_RESTART, "", "", "")))),
                List.of());
    }

    private static UpdateResult mitigation(String id, String description, boolean counted, LayerAppraisal inForce) {
        return new UpdateResult(
                id,
                List.of(),
                description,
                Update.Severity.IMPORTANT,
                List.of(id),
                true,
                counted,
                inForce.result() == LayerResult.TRUE ? UpdateVerdict.IN_FORCE : UpdateVerdict.INSTALLED_NOT_IN_FORCE,
                Basis.BUILT_IN,
                Map.of(
                        Layer.CLAIMED,
                        layer(LayerResult.NOT_APPLICABLE, reason(ReasonCode.NO_BOOKKEEPING, "", "", "")),
                        Layer.ON_DISK,
                        layer(LayerResult.TRUE, reason(ReasonCode.BUILT_INTO_RELEASE, "", "", "")),
                        Layer.IN_FORCE,
                        inForce),
                Optional.empty());
    }

    static AttestationResult windows11Switch() {
        String wow = "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Cryptography\\Wintrust\\Config\\EnableCertPaddingCheck";
        String internetExplorer = "HKLM\\SOFTWARE\\Microsoft\\Internet Explorer\\Main\\FeatureControl";
        UpdateResult required = mitigation(
                "CVE-2013-3900",
                "Strict check of signatures on programs",
                true,
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.SWITCH_IN_WRONG_PLACE,
                                wow,
                                "1",
                                "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\EnableCertPaddingCheck"),
                        reason(ReasonCode.SWITCH_NOT_SET, wow, "1", "")));
        UpdateResult optional = mitigation(
                "CVE-2017-8529",
                "No print information for web pages",
                false,
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.SWITCH_NOT_SET,
                                internetExplorer + "\\FEATURE_ENABLE_PRINT_INFO_DISCLOSURE_FIX\\iexplore.exe",
                                "1",
                                "")));
        UpdateResult optionalOn = mitigation(
                "CVE-2021-34527",
                "Only administrators install printer drivers",
                false,
                layer(
                        LayerResult.TRUE,
                        reason(
                                ReasonCode.SWITCH_ON_BY_DEFAULT,
                                "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint"
                                        + "\\RestrictDriverInstallationToAdministrators",
                                "1",
                                "")));
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.NOT_UP_TO_DATE,
                "Windows 11 Pro, 24H2",
                List.of(),
                List.of(required, windowsInForce("KB5077181"), optional, optionalOn),
                List.of(
                        reason(ReasonCode.PRODUCT_FACTS_DISAGREE, "release", "24H2", "23H2"),
                        reason(ReasonCode.REBOOT_PENDING_ELSEWHERE, "PendingFileRenameOperations", "", "")));
    }

    static AttestationResult windows11Pending() {
        return result(
                ClaimedVerdict.NOT_UP_TO_DATE,
                OverallVerdict.RESTART_NEEDED,
                "Windows 11 Pro, 24H2",
                List.of(),
                List.of(
                        update(
                                "KB5077181",
                                "Security updates of February 2026 for Windows 11 24H2",
                                UpdateVerdict.PENDING_RESTART,
                                Basis.VENDOR_SIGNED_CATALOG,
                                layer(
                                        LayerResult.FALSE,
                                        reason(
                                                ReasonCode.STAGED_FOR_RESTART,
                                                "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7840.1.8",
                                                "installed (0x70)",
                                                "install pending (0x60)"),
                                        reason(ReasonCode.STAGED_TIME_UNKNOWN, "", "", ""),
                                        reason(ReasonCode.REVISION_BELOW, "", "26100.7840", "26100.7623")),
                                layer(
                                        LayerResult.FALSE,
                                        reason(
                                                ReasonCode.FILE_SIGNED_BY_OLDER_BUILD,
                                                "%SystemRoot%\\System32\\ntoskrnl.exe",
                                                "26100.7840",
                                                "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7623.1.3.cat")),
                                layer(LayerResult.TRUE, reason(ReasonCode.NO_RENAME_PENDING, "", "", ""))),
                        update(
                                "KB5099999",
                                "An update of a program that is in use",
                                UpdateVerdict.INSTALLED_NOT_IN_FORCE,
                                Basis.REFERENCE_VALUE,
                                layer(
                                        LayerResult.TRUE,
                                        reason(
                                                ReasonCode.CBS_INSTALLED,
                                                "Package_for_KB5099999~31bf3856ad364e35~amd64~~10.0.1.2",
                                                "installed (0x70)",
                                                "installed (0x70)"),
                                        reason(
                                                ReasonCode.CBS_STATES_MIXED,
                                                "KB5099999",
                                                "installed (0x70)",
                                                "4 superseded (0x50), 9 installed (0x70)")),
                                layer(
                                        LayerResult.TRUE,
                                        reason(
                                                ReasonCode.FILE_VERSION_REACHED,
                                                "C:\\Windows\\System32\\x.dll",
                                                "10.0.26100.7840",
                                                "10.0.26100.7840"),
                                        reason(
                                                ReasonCode.VERSION_STRING_DIFFERS,
                                                "C:\\Windows\\System32\\x.dll",
                                                "10.0.26100.7840",
                                                "10.0.26100.1 (WinBuild.160101.0800)")),
                                layer(
                                        LayerResult.FALSE,
                                        reason(
                                                ReasonCode.OLD_VERSION_IN_MEMORY,
                                                "%SystemRoot%\\System32\\x.dll",
                                                "",
                                                "10.0.26100.7623: outlook.exe (4120), explorer.exe (988)")))),
                List.of());
    }

    static AttestationResult windows11OldCoreFiles() {
        Reason kernel = reason(
                ReasonCode.CORE_FILE_OLDER_THAN_BUILD,
                "C:\\Windows\\System32\\ntoskrnl.exe",
                "26100.7840",
                "26100.3775");
        Reason network = reason(
                ReasonCode.CORE_FILE_OLDER_THAN_BUILD,
                "C:\\Windows\\System32\\drivers\\tcpip.sys",
                "26100.7840",
                "26100.3775");
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.UNVERIFIED,
                "Windows 11 Pro, 24H2",
                List.of(kernel, network),
                List.of(update(
                        "KB5077181",
                        "Security updates of February 2026 for Windows 11 24H2",
                        UpdateVerdict.CLAIMED_UNVERIFIED,
                        Basis.NONE,
                        layer(LayerResult.TRUE, reason(ReasonCode.REVISION_REACHED, "", "26100.7840", "26100.7840")),
                        layer(
                                LayerResult.NOT_EVALUATED,
                                kernel,
                                network,
                                reason(ReasonCode.NO_REFERENCE_VALUE, "", "", "")),
                        layer(LayerResult.NOT_EVALUATED, reason(ReasonCode.NO_REFERENCE_VALUE, "", "", "")))),
                List.of());
    }

    static AttestationResult windows7Unsupported() {
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.UNSUPPORTED,
                "Windows 7 Professional",
                List.of(reason(
                        ReasonCode.SUPPORT_ENDED,
                        "Windows 7",
                        "2020-01-14",
                        "Paid extended updates ended on 10 January 2023.")),
                List.of(windowsInForce("KB4012212")),
                List.of());
    }

    /** Years of cumulative updates: the newest is missing and brings others, and one that is there settles the rest. */
    static AttestationResult windows10Behind() {
        UpdateResult missing = update(
                "KB5075912",
                "Cumulative update of February 2026 for Windows 10",
                UpdateVerdict.MISSING,
                Basis.REFERENCE_VALUE,
                layer(LayerResult.FALSE, reason(ReasonCode.REVISION_BELOW, "", "19045.6937", "19045.6456")),
                layer(
                        LayerResult.FALSE,
                        reason(
                                ReasonCode.CORE_FILE_BELOW_FIX,
                                "C:\\Windows\\System32\\ntoskrnl.exe",
                                "19041.6937",
                                "19041.6456")),
                layer(LayerResult.TRUE, reason(ReasonCode.NO_RENAME_PENDING, "", "", "")));
        AttestationResult whole = result(
                ClaimedVerdict.NOT_UP_TO_DATE,
                OverallVerdict.NOT_UP_TO_DATE,
                "Windows 10 Pro 22H2",
                List.of(reason(ReasonCode.SUPERSEDENCE_GAP, "KB5066791", "KB5000001", "KB4500001")),
                List.of(missing, windowsInForce("KB5066791")),
                List.of(reason(ReasonCode.UPDATES_NOTHING_SETTLES, "", "", "12")));
        return new AttestationResult(
                whole.claimed(),
                whole.found(),
                whole.productId(),
                whole.productName(),
                whole.scope(),
                whole.evidenceDate(),
                whole.catalogDate(),
                whole.catalogRelease(),
                whole.staleFrom(),
                whole.grounds(),
                whole.updates(),
                List.of(
                        new FoldedUpdates(
                                Optional.of("KB5075912"),
                                LayerResult.FALSE,
                                UpdateVerdict.MISSING,
                                List.of("KB5073724", "KB5071546", "KB5068781")),
                        new FoldedUpdates(
                                Optional.of("KB5066791"),
                                LayerResult.TRUE,
                                UpdateVerdict.IN_FORCE,
                                IntStream.range(0, 50)
                                        .mapToObj(number -> "KB50" + (20000 + number))
                                        .toList())),
                whole.notes());
    }

    static AttestationResult unknownProduct() {
        return new AttestationResult(
                ClaimedVerdict.CANNOT_TELL,
                OverallVerdict.CANNOT_TELL,
                Optional.empty(),
                "Plan 9 from Bell Labs",
                "",
                READ,
                Optional.empty(),
                "3f9a41d0be52886e1f04c7a9d3b65210e8f7c4a26b91d35c80fe47ab129d06aa",
                READ.plus(7, ChronoUnit.DAYS),
                List.of(reason(ReasonCode.UNKNOWN_PRODUCT, "Plan 9 from Bell Labs", "", "")),
                List.of(),
                List.of(),
                List.of());
    }

    static AttestationResult offlineRoot() {
        List<UpdateResult> updates = IntStream.rangeClosed(1, 230)
                .mapToObj(number -> update(
                        "debian:bookworm:package-" + number,
                        "package-" + number + ": security fixes up to 1." + number + "-1+deb12u1",
                        UpdateVerdict.COULD_NOT_CHECK,
                        Basis.SYSTEM_RECORD,
                        layer(
                                LayerResult.TRUE,
                                reason(ReasonCode.PACKAGE_VERSION_REACHED, "package-" + number, "1.2", "1.2")),
                        layer(LayerResult.TRUE, reason(ReasonCode.PACKAGE_FILES_MATCH, "package-" + number, "", "")),
                        layer(LayerResult.NOT_EVALUATED, reason(ReasonCode.MAPPINGS_NOT_COLLECTED, "", "", ""))))
                .toList();
        return result(
                ClaimedVerdict.UP_TO_DATE,
                OverallVerdict.CANNOT_TELL,
                "Debian GNU/Linux 12 (bookworm)",
                List.of(reason(ReasonCode.NOT_THE_RUNNING_SYSTEM, "", "", "")),
                updates,
                List.of());
    }

    /** Every string that a computer or a catalog can bring holds markup, overrides or something endless. */
    static AttestationResult hostile() {
        String endless = "/usr/lib/" + "very-long-name-without-any-break-".repeat(60);
        return result(
                ClaimedVerdict.NOT_UP_TO_DATE,
                OverallVerdict.NOT_UP_TO_DATE,
                HOSTILE,
                List.of(reason(ReasonCode.SUPPORT_ENDS_SOON, HOSTILE, HOSTILE, HOSTILE)),
                List.of(new UpdateResult(
                        HOSTILE,
                        List.of(HOSTILE),
                        HOSTILE,
                        Update.Severity.LOW,
                        List.of("javascript:alert(1)", "CVE-2003-0352"),
                        false,
                        true,
                        UpdateVerdict.MISSING,
                        Basis.REFERENCE_VALUE,
                        Map.of(
                                Layer.CLAIMED,
                                layer(LayerResult.FALSE, reason(ReasonCode.KEY_ABSENT, HOSTILE, HOSTILE, HOSTILE)),
                                Layer.ON_DISK,
                                layer(
                                        LayerResult.FALSE,
                                        reason(ReasonCode.FILE_VERSION_BELOW, endless, endless, HOSTILE)),
                                Layer.IN_FORCE,
                                layer(
                                        LayerResult.UNKNOWN,
                                        reason(ReasonCode.REPLACED_CODE_MAPPED, HOSTILE, "", "{view.link}"))),
                        Optional.empty())),
                List.of(reason(ReasonCode.REBOOT_PENDING_ELSEWHERE, HOSTILE, HOSTILE, endless)));
    }

    private static List<Observation<?>> windowsObservations() {
        return List.of(
                new Observation<>(
                        new Query.RegistryKey(
                                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980", RegistryView.NATIVE),
                        Finding.exists(new RegistryKeyFact())),
                new Observation<>(
                        new Query.RegistryKey(
                                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB824146", RegistryView.NATIVE),
                        Finding.doesNotExist()),
                new Observation<>(
                        new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll"),
                        Finding.error("MALFORMED", "no such header")),
                new Observation<>(
                        new Query.WindowsServicing(),
                        Finding.exists(new WindowsServicingFact(
                                Finding.exists(List.of()),
                                Finding.exists(List.of("10.0.26100.7295", "10.0.26100.7920")),
                                Finding.exists("533509")))),
                new Observation<>(new Query.WindowsRestart(), Finding.error("WIN32_5", "access denied")));
    }

    private static List<Observation<?>> debianObservations() {
        return List.of(
                new Observation<>(
                        new Query.DebianPackages(IntStream.rangeClosed(1, 230)
                                .mapToObj(number -> "package-" + number)
                                .toList()),
                        Finding.error("IO", "stands for a long answer")),
                new Observation<>(new Query.LinuxKernel(), Finding.doesNotExist()),
                new Observation<>(new Query.ReplacedMappings(), Finding.doesNotExist()),
                new Observation<>(new Query.RebootRequired(), Finding.doesNotExist()));
    }
}
