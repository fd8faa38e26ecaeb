package dev.patchproof.probe;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything that a plan may ask for, whoever signed it. This list is the probe's own promise to the person at the
 * computer: no plan widens it, and a plan that goes beyond it is refused whole. Short on purpose; review it line by
 * line.
 */
final class PlanLimits {
    private static final int MOST_QUERIES = 5_000;
    private static final int MOST_NAMES = 20_000;

    /** Binary package names by Debian policy 5.6.7, and no longer than any that exists. */
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,99}");

    private static final String NAME = "[^\\\\/:*?\"<>|%\\p{Cntrl}]{1,120}";
    private static final String KEY_NAME = "[^\\\\/\\p{Cntrl}]{1,255}";

    /** Keys below HKLM, and of each the values whose data may be read; for the rest only whether the key exists. */
    private static final List<Branch> REGISTRY = List.of(
            branch(
                    "SOFTWARE\\Microsoft\\Updates",
                    "(\\\\" + KEY_NAME + "){1,6}",
                    "Installed",
                    "InstalledDate",
                    "PackageName",
                    "PackageVersion",
                    "ReleaseType"),
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
            branch(
                    "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix",
                    "(\\\\" + KEY_NAME + "){1,3}",
                    "Installed"),
            branch(
                    "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages",
                    "\\\\" + KEY_NAME,
                    "CurrentState"),
            branch("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending", ""),
            branch("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired", ""),
            branch("SYSTEM\\CurrentControlSet\\Control\\Session Manager", "", "PendingFileRenameOperations"));

    /** Files directly or deeper in these folders; never their contents, which no query can ask for. */
    private static final Pattern FILE = insensitive("%SystemRoot%\\\\(System32|SysWOW64)(\\\\" + NAME + "){1,6}");

    /** The registry hives and the accounts database lie in System32 too, and are nobody's update. */
    private static final Pattern NEVER = insensitive("%SystemRoot%\\\\[^\\\\]+\\\\config(\\\\.*)?");

    /** Names that Windows takes for devices in every folder, and names that it reads without their end. */
    private static final Pattern TRICKY =
            insensitive("(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\\p{No}])( *\\..*)?|.*[. ]|[. ].*");

    private PlanLimits() {}

    /** Refuses the plan whole where one query is outside these limits. */
    static void require(Plan plan) throws PlanRefusedException {
        if (plan.queries().size() > MOST_QUERIES) {
            throw new PlanRefusedException(plan.queries().size() + " things", "more than " + MOST_QUERIES);
        }
        Set<Query<?>> seen = new HashSet<>();
        int names = 0;
        for (Query<?> query : plan.queries()) {
            Optional<String> why = query.fold(new Check());
            if (why.isPresent()) {
                throw new PlanRefusedException(describe(query), why.get());
            }
            if (!seen.add(query)) {
                throw new PlanRefusedException(describe(query), "the same twice");
            }
            names += query instanceof Query.DebianPackages packages
                    ? packages.names().size()
                    : 0;
            if (names > MOST_NAMES) {
                throw new PlanRefusedException("package names", "more than " + MOST_NAMES);
            }
        }
    }

    private static String describe(Query<?> query) {
        String text = query.toString();
        return Terminal.plain(text.length() <= 200 ? text : text.substring(0, 200) + "...");
    }

    private static Branch branch(String key, String below, String... values) {
        Pattern path = insensitive("HKLM\\\\" + Pattern.quote(key) + below);
        Set<String> lowerCase = new HashSet<>();
        for (String value : values) {
            lowerCase.add(value.toLowerCase(Locale.ROOT));
        }
        return new Branch(path, Set.copyOf(lowerCase));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** A branch of the registry. */
    private record Branch(Pattern path, Set<String> values) {}

    /** Why a query is not allowed; empty where it is. */
    private static final class Check implements Query.Cases<Optional<String>> {
        private static final String OUTSIDE = "this probe does not read that";

        @Override
        public Optional<String> registryKey(Query.RegistryKey query) {
            return REGISTRY.stream()
                            .anyMatch(branch ->
                                    branch.path().matcher(query.path()).matches())
                    ? Optional.empty()
                    : Optional.of(OUTSIDE);
        }

        @Override
        public Optional<String> registryValue(Query.RegistryValue query) {
            return REGISTRY.stream()
                            .filter(branch ->
                                    branch.path().matcher(query.path()).matches())
                            .anyMatch(branch ->
                                    branch.values().contains(query.name().toLowerCase(Locale.ROOT)))
                    ? Optional.empty()
                    : Optional.of(OUTSIDE);
        }

        @Override
        public Optional<String> windowsFile(Query.WindowsFile query) {
            String path = query.path();
            if (!FILE.matcher(path).matches() || NEVER.matcher(path).matches()) {
                return Optional.of(OUTSIDE);
            }
            for (String name : path.split("\\\\", -1)) {
                if (TRICKY.matcher(name).matches()) {
                    return Optional.of("\"" + name + "\" is not the name of an ordinary file");
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<String> debianPackages(Query.DebianPackages query) {
            return query.names().stream()
                    .filter(name -> !PACKAGE.matcher(name).matches())
                    .findFirst()
                    .map(name -> "\"" + Terminal.plain(name) + "\" is not the name of a package");
        }

        @Override
        public Optional<String> windowsRestart(Query.WindowsRestart query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> linuxKernel(Query.LinuxKernel query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> replacedMappings(Query.ReplacedMappings query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> rebootRequired(Query.RebootRequired query) {
            return Optional.empty();
        }
    }
}
