package dev.patchproof.probe;

import dev.patchproof.evidence.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The registry keys that a plan may ask for, all below HKLM, and of each the values whose data may be read; for the rest
 * only whether the key exists. Both views. Review it line by line: beside these keys lie passwords, licence keys and the
 * names of every program.
 */
final class RegistryLimits {
    private static final String OUTSIDE = "this probe does not read that";
    private static final String NAMES_A_VIEW = "the 32-bit view is asked for as a view, not by its key";

    private static final String NAME = "\\\\[^\\\\/\\p{Cntrl}]{1,255}";
    private static final String GUID = "\\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\}";

    /** KB823980, Q328310, KB978695_WM9, KB2510531-IE8, {GUID}.KB2656351: an update and never a program. */
    private static final String UPDATE =
            "\\\\(" + GUID + "\\.)?(KB|Q)[0-9]{5,8}([-_.]([a-z0-9]{1,20}|" + GUID + ")){0,4}";

    private static final Pattern NODE_OF_32_BITS = insensitive(".*\\\\Wow6432Node(\\\\.*)?");

    private static final List<Branch> BRANCHES = List.of(
            // the system and its release
            branch(
                    "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
                    "",
                    "BuildLab",
                    "BuildLabEx",
                    "CSDVersion",
                    "CurrentBuild",
                    "CurrentBuildNumber",
                    "CurrentMajorVersionNumber",
                    "CurrentMinorVersionNumber",
                    "CurrentVersion",
                    "DisplayVersion",
                    "EditionID",
                    "InstallationType",
                    "ProductName",
                    "ReleaseId",
                    "UBR"),
            branch("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full", "", "Release"),
            // traces of updates
            branch(
                    "SOFTWARE\\Microsoft\\Updates",
                    "(" + NAME + "){1,6}",
                    "Installed",
                    "InstalledDate",
                    "PackageName",
                    "PackageVersion",
                    "ReleaseType"),
            branch("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix", "(" + NAME + "){1,3}", "Installed"),
            branch("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall", UPDATE),
            branch(
                    "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages",
                    NAME,
                    "CurrentState"),
            // a restart that is pending
            branch("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending", ""),
            branch("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired", ""),
            branch("SYSTEM\\CurrentControlSet\\Control\\Session Manager", "", "PendingFileRenameOperations"),
            branch("SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power", "", "HiberbootEnabled"),
            // switches without which an installed fix does nothing
            branch(
                    "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management",
                    "",
                    "FeatureSettingsOverride",
                    "FeatureSettingsOverrideMask"),
            branch("SYSTEM\\CurrentControlSet\\Control\\SecureBoot", "", "AvailableUpdates"),
            branch("SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\Servicing", "", "UEFICA2023Status"),
            branch("SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config", "", "EnableCertPaddingCheck"),
            branch(
                    "SOFTWARE\\Microsoft\\Internet Explorer\\Main\\FeatureControl"
                            + "\\FEATURE_ENABLE_PRINT_INFO_DISCLOSURE_FIX",
                    "",
                    "iexplore.exe"),
            branch(
                    "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint",
                    "",
                    "NoWarningNoElevationOnInstall",
                    "RestrictDriverInstallationToAdministrators",
                    "UpdatePromptSettings"));

    private RegistryLimits() {}

    /** Why the key may not be asked for; empty where it may. */
    static Optional<String> refusal(Query.RegistryKey query) {
        return refusal(query.path(), BRANCHES.stream().anyMatch(branch -> branch.path()
                .matcher(query.path())
                .matches()));
    }

    /** Why the value may not be asked for; empty where it may. */
    static Optional<String> refusal(Query.RegistryValue query) {
        String name = query.name().toLowerCase(Locale.ROOT);
        return refusal(
                query.path(),
                BRANCHES.stream()
                        .filter(branch -> branch.values().contains(name))
                        .anyMatch(branch -> branch.path().matcher(query.path()).matches()));
    }

    private static Optional<String> refusal(String path, boolean listed) {
        if (NODE_OF_32_BITS.matcher(path).matches()) {
            return Optional.of(NAMES_A_VIEW);
        }
        return listed ? Optional.empty() : Optional.of(OUTSIDE);
    }

    private static Branch branch(String key, String below, String... values) {
        Set<String> lowerCase = new HashSet<>();
        for (String value : values) {
            lowerCase.add(value.toLowerCase(Locale.ROOT));
        }
        return new Branch(insensitive("HKLM\\\\" + Pattern.quote(key) + below), Set.copyOf(lowerCase));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** A branch of the registry. */
    private record Branch(Pattern path, Set<String> values) {}
}
