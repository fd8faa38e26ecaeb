package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.WindowsTarget.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of Windows releases in MSRC's documents, and what tells them on a computer. A Server Core installation has
 * build and product type of the full one, and mostly its updates: the two are one product here, and an update that is
 * listed for one of them alone is limited to it.
 */
final class WindowsReleases {
    /** Files of these releases are numbered with another build's; so are their updates, now and then. */
    private static final Map<Integer, Integer> FIRST_OF_LINE =
            Map.of(18363, 18362, 19042, 19041, 19043, 19041, 19044, 19041, 19045, 19041, 22631, 22621, 26200, 26100);

    /** One build, two products with fixes at different revisions: the kind is always said. */
    private static final Set<Integer> KINDS_APART = Set.of(26100);

    private static final Map<String, Integer> CLIENT_10 = Map.ofEntries(
            Map.entry("", 10240),
            Map.entry("1511", 10586),
            Map.entry("1607", 14393),
            Map.entry("1703", 15063),
            Map.entry("1709", 16299),
            Map.entry("1803", 17134),
            Map.entry("1809", 17763),
            Map.entry("1903", 18362),
            Map.entry("1909", 18363),
            Map.entry("2004", 19041),
            Map.entry("20H2", 19042),
            Map.entry("21H1", 19043),
            Map.entry("21H2", 19044),
            Map.entry("22H2", 19045));
    private static final Map<String, Integer> CLIENT_11 =
            Map.of("", 22000, "21H2", 22000, "22H2", 22621, "23H2", 22631, "24H2", 26100, "25H2", 26200, "26H1", 28000);
    private static final Map<String, Integer> SERVER = Map.ofEntries(
            Map.entry("2016", 14393),
            Map.entry("2019", 17763),
            Map.entry("2022", 20348),
            Map.entry("2025", 26100),
            Map.entry("2022, 23H2 Edition", 25398),
            Map.entry(", version 1709", 16299),
            Map.entry(", version 1803", 17134),
            Map.entry(", version 1903", 18362),
            Map.entry(", version 1909", 18363),
            Map.entry(", version 2004", 19041),
            Map.entry(", version 20H2", 19042));

    private static final Pattern CLIENT = Pattern.compile(
            "Windows (10|11)(?: version (\\w+))? for (32-bit|x64-based|ARM64-based) Systems", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVER_NAME = Pattern.compile(
            "Windows Server ?(2016|2019|2022|2025|2022, 23H2 Edition|, version \\w+)( Azure Edition Core Hotpatch)?"
                    + "(\\s+\\(Server Core installation\\))?",
            Pattern.CASE_INSENSITIVE);
    /** Releases of servers that are installed with a desktop too; all others are Server Core alone. */
    private static final Set<String> WITH_DESKTOP = Set.of("2016", "2019", "2022", "2025");

    private static final String FULL = "Server";
    private static final String CORE = "Server Core";
    /** EditionID of Windows Server Datacenter: Azure Edition, under either type of installation. */
    static final SortedSet<String> AZURE_EDITIONS =
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("ServerTurbine", "ServerTurbineCor")));

    private static final Pattern OLDER = Pattern.compile("Windows (?:7|8\\.1|RT 8\\.1|Vista|Server 20(?:08|12))\\b.*");
    private static final Pattern WINDOWS_ITSELF =
            Pattern.compile("Windows (?:7|8|8\\.1|10|11|RT|Vista|Server)\\b.*", Pattern.CASE_INSENSITIVE);

    private WindowsReleases() {}

    /** A target and the processor that a name says; none where servers say none, as they have x64 alone. */
    record Named(WindowsTarget target, Optional<String> architecture, Limits limits) {}

    /**
     * What a name says besides.
     *
     * @param installation InstallationType, where the release has several
     * @param azure whether it is the Azure Edition alone
     */
    record Limits(Optional<String> installation, boolean azure) {
        static final Limits NONE = new Limits(Optional.empty(), false);
    }

    /** The installation types that rows are limited to; none where they cover both. */
    static SortedSet<String> limited(Collection<String> installations) {
        return installations.contains(FULL) && installations.contains(CORE)
                ? Collections.emptySortedSet()
                : new TreeSet<>(installations);
    }

    static Optional<Named> named(String product) {
        Matcher client = CLIENT.matcher(product);
        if (client.matches()) {
            String version = client.group(2) == null ? "" : client.group(2).toUpperCase(Locale.ROOT);
            Map<String, Integer> builds = client.group(1).equals("10") ? CLIENT_10 : CLIENT_11;
            return Optional.ofNullable(builds.get(version))
                    .map(build -> new Named(
                            new WindowsTarget(build, Kind.WORKSTATION),
                            Optional.of(architecture(client.group(3))),
                            Limits.NONE));
        }
        Matcher server = SERVER_NAME.matcher(product);
        return server.matches()
                ? Optional.ofNullable(SERVER.get(server.group(1)))
                        .map(build ->
                                new Named(new WindowsTarget(build, Kind.SERVER), Optional.empty(), limits(server)))
                : Optional.empty();
    }

    /** The Azure Edition got its first hotpatches under a name of their own; its type of installation is left open. */
    private static Limits limits(Matcher server) {
        if (server.group(2) != null) {
            return new Limits(Optional.empty(), true);
        }
        return WITH_DESKTOP.contains(server.group(1))
                ? new Limits(Optional.of(server.group(3) == null ? FULL : CORE), false)
                : Limits.NONE;
    }

    /** Whether a name could be that of a Windows, not of something that runs on it. */
    static boolean isWindows(String product) {
        return WINDOWS_ITSELF.matcher(product).matches();
    }

    /** Whether it is a Windows that does not number its updates by a revision of the build. */
    static boolean isOlder(String product) {
        return OLDER.matcher(product).matches();
    }

    static int line(int build) {
        return FIRST_OF_LINE.getOrDefault(build, build);
    }

    /** The kinds that have releases of this build. */
    static Set<Kind> kinds(int build) {
        Set<Kind> kinds = new TreeSet<>();
        if (CLIENT_10.containsValue(build) || CLIENT_11.containsValue(build)) {
            kinds.add(Kind.WORKSTATION);
        }
        if (SERVER.containsValue(build)) {
            kinds.add(Kind.SERVER);
        }
        return kinds;
    }

    static boolean kindsApart(int build) {
        return KINDS_APART.contains(build);
    }

    /** The processors that a client release was made for. */
    static Set<String> architectures(int build) {
        if (build >= 22000) {
            return Set.of("arm64", "x64");
        }
        return build < 16299 ? Set.of("x64", "x86") : Set.of("arm64", "x64", "x86");
    }

    /** Releases in words, such as {@code Windows 10 21H2 and 22H2, Windows Server 2019}. */
    static String names(Collection<WindowsTarget> targets) {
        SortedMap<String, SortedSet<String>> versions = new TreeMap<>();
        for (WindowsTarget target : targets) {
            switch (target.kind()) {
                case WORKSTATION -> {
                    boolean ten = target.build() < 22000;
                    versions.computeIfAbsent(ten ? "Windows 10" : "Windows 11", none -> new TreeSet<>())
                            .add(version(ten ? CLIENT_10 : CLIENT_11, target.build()));
                }
                case SERVER ->
                    versions.computeIfAbsent("Windows Server", none -> new TreeSet<>())
                            .add(version(SERVER, target.build()));
            }
        }
        return versions.entrySet().stream()
                .map(each -> each.getKey() + " " + String.join(" and ", each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The longest name that a build goes by, which is that of its version. */
    private static String version(Map<String, Integer> builds, int build) {
        String name = builds.entrySet().stream()
                .filter(each -> each.getValue() == build)
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return name.isEmpty() ? "1507" : name.replaceAll("^, |^2022, | Edition$", "");
    }

    private static String architecture(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "32-bit" -> "x86";
            case "x64-based" -> "x64";
            case "arm64-based" -> "arm64";
            default -> throw new IllegalStateException(name);
        };
    }
}
