package dev.patchproof.catalog.limits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The registry keys that a plan may ask for, all below HKLM, and of each the values whose data may be read, with the shape
 * that they must have to be sent; for the rest only whether the key exists. Both views. Review it line by line: beside
 * these keys lie passwords, licence keys and the names of every program.
 *
 * <p>No branch is open: what may stand below a key is written out in {@link Below}, and a value that is not named here
 * is never read. PendingFileRenameOperations is not named, since it holds paths of people's files; its own query leaves
 * those out.
 */
public final class RegistryLimits {
    private static final String OUTSIDE = "this probe does not read that";
    private static final String NAMES_A_VIEW = "the 32-bit view is asked for as a view, not by its key";

    private static final String CBS = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
    private static final String SESSION_MANAGER = "SYSTEM\\CurrentControlSet\\Control\\Session Manager";

    private static final Pattern NODE_OF_32_BITS = insensitive(".*\\\\Wow6432Node(\\\\.*)?");

    private static final List<Branch> BRANCHES = List.of(
            // the system and its release
            key("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion")
                    .with(
                            ValueShape.TEXT,
                            "BuildLab",
                            "BuildLabEx",
                            "CSDVersion",
                            "CurrentBuild",
                            "CurrentBuildNumber",
                            "CurrentVersion",
                            "DisplayVersion",
                            "EditionID",
                            "InstallationType",
                            "ProductName",
                            "ReleaseId")
                    .with(ValueShape.NUMBER, "CurrentMajorVersionNumber", "CurrentMinorVersionNumber", "UBR"),
            key("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full").with(ValueShape.NUMBER, "Release"),
            // traces of updates
            key("SOFTWARE\\Microsoft\\Updates", Below.UP_TO_SIX_KEYS)
                    .with(ValueShape.SWITCH, "Installed")
                    .with(ValueShape.TEXT, "InstalledDate", "PackageName", "PackageVersion", "ReleaseType"),
            key("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix", Below.UP_TO_THREE_KEYS)
                    .with(ValueShape.SWITCH, "Installed"),
            key("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall", Below.AN_UPDATE),
            key(CBS + "\\Packages", Below.ONE_KEY).with(ValueShape.NUMBER, "CurrentState"),
            // a restart that is pending
            key(CBS + "\\RebootPending"),
            key("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired"),
            key(SESSION_MANAGER),
            key(SESSION_MANAGER + "\\Power").with(ValueShape.NUMBER, "HiberbootEnabled"),
            // switches without which an installed fix does nothing
            key(SESSION_MANAGER + "\\Memory Management")
                    .with(ValueShape.SWITCH, "FeatureSettingsOverride", "FeatureSettingsOverrideMask"),
            key("SYSTEM\\CurrentControlSet\\Control\\SecureBoot").with(ValueShape.SWITCH, "AvailableUpdates"),
            key("SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\Servicing")
                    .with(ValueShape.SWITCH, "UEFICA2023Status"),
            key("SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config")
                    .with(ValueShape.SWITCH, "EnableCertPaddingCheck"),
            key("SOFTWARE\\Microsoft\\Internet Explorer\\Main\\FeatureControl"
                            + "\\FEATURE_ENABLE_PRINT_INFO_DISCLOSURE_FIX")
                    .with(ValueShape.SWITCH, "iexplore.exe"),
            key("SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint")
                    .with(
                            ValueShape.SWITCH,
                            "NoWarningNoElevationOnInstall",
                            "RestrictDriverInstallationToAdministrators",
                            "UpdatePromptSettings"));

    private RegistryLimits() {}

    /** Why a key may not be asked for; empty where it may. */
    public static Optional<String> refusal(String path) {
        return refusal(path, BRANCHES.stream().anyMatch(branch -> branch.holds(path)));
    }

    /** Why a value of a key may not be asked for; empty where it may. */
    public static Optional<String> refusal(String path, String name) {
        return refusal(path, shape(path, name).isPresent());
    }

    private static Optional<String> refusal(String path, boolean listed) {
        if (NODE_OF_32_BITS.matcher(path).matches()) {
            return Optional.of(NAMES_A_VIEW);
        }
        return listed ? Optional.empty() : Optional.of(OUTSIDE);
    }

    /**
     * What a value must look like to be sent; empty where it may not be asked for. Names are ASCII: outside it Java and the
     * registry do not agree on what differs in case alone.
     */
    public static Optional<ValueShape> shape(String path, String name) {
        if (name.chars().anyMatch(c -> c > 127)) {
            return Optional.empty();
        }
        return BRANCHES.stream()
                .filter(branch -> branch.holds(path))
                .flatMap(branch -> Optional.ofNullable(branch.values().get(name)).stream())
                .findFirst();
    }

    /** The list in words, a key or value a line. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Branch branch : BRANCHES) {
            lines.add("HKLM\\" + branch.key() + branch.below().words());
            branch.values().forEach((name, shape) -> lines.add("    " + name + ": " + shape.words()));
        }
        return lines;
    }

    private static Branch key(String key) {
        return key(key, Below.NOTHING);
    }

    private static Branch key(String key, Below below) {
        return new Branch(key, below, insensitive("HKLM\\\\" + Pattern.quote(key) + below.regex()), caseless(Map.of()));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Compared without case, as the registry does; not by locale. */
    private static Map<String, ValueShape> caseless(Map<String, ValueShape> some) {
        Map<String, ValueShape> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(some);
        return values;
    }

    /** What may stand below a key of the list. */
    private enum Below {
        NOTHING("", ""),
        ONE_KEY("(" + Below.NAME + "){1}", "\\<one key>"),
        UP_TO_THREE_KEYS("(" + Below.NAME + "){1,3}", "\\<one to three keys>"),
        UP_TO_SIX_KEYS("(" + Below.NAME + "){1,6}", "\\<one to six keys>"),
        /** KB823980, Q328310, KB978695_WM9, KB2510531-IE8, {GUID}.KB2656351: an update and never a program. */
        AN_UPDATE(
                "\\\\(" + Below.GUID + "\\.)?(KB|Q)[0-9]{5,8}([-_.]([a-z0-9]{1,20}|" + Below.GUID + ")){0,4}",
                "\\<an update such as KB823980>");

        private static final String NAME = "\\\\[^\\\\/\\p{Cntrl}]{1,255}";
        private static final String GUID = "\\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\}";

        private final String regex;
        private final String words;

        Below(String regex, String words) {
            this.regex = regex;
            this.words = words;
        }

        String regex() {
            return regex;
        }

        String words() {
            return words;
        }
    }

    /** A branch of the registry and the values that may be read there. */
    private record Branch(String key, Below below, Pattern path, Map<String, ValueShape> values) {
        Branch {
            values = Collections.unmodifiableMap(values);
        }

        Branch with(ValueShape shape, String... names) {
            Map<String, ValueShape> more = caseless(values);
            for (String name : names) {
                more.put(name, shape);
            }
            return new Branch(key, below, path, more);
        }

        boolean holds(String asked) {
            return path.matcher(asked).matches();
        }
    }
}
