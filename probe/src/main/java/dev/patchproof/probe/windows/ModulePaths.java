package dev.patchproof.probe.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths that were asked for, found again among the paths of loaded modules. The loader keeps the path it was given:
 * with a prefix of the system's own name space, in any case, and, in a 32-bit process on 64-bit Windows, with System32 for
 * what it read from SysWOW64. A file of a component is found in every version of the component's folder, as an older one
 * is what a process that was not restarted has loaded.
 */
final class ModulePaths {

    private static final String SYSTEM32 = "\\System32\\";

    private final String systemRoot;
    private final boolean has32BitFolder;
    private final Map<String, Set<String>> asked = new HashMap<>();

    /**
     * @param systemRoot as the system names it
     * @param has32BitFolder true on 64-bit Windows
     */
    ModulePaths(String systemRoot, boolean has32BitFolder) {
        this.systemRoot = systemRoot;
        this.has32BitFolder = has32BitFolder;
    }

    void add(String asked, String located) {
        put(located, asked);
    }

    void add(String asked, ComponentPath component) {
        put(component.key(), asked);
    }

    /** Whether a module may be one that was asked for, so that its header is worth reading. */
    boolean mayAskFor(String loaded) {
        return asked.containsKey(key(plain(loaded)))
                || asked.containsKey(key(in32BitFolder(plain(loaded))))
                || !ofComponent(plain(loaded)).isEmpty();
    }

    /**
     * The paths, as asked, that a module is.
     *
     * @param x86 whether the module is 32-bit code for Intel processors
     */
    Set<String> askedAs(String loaded, boolean x86) {
        String path = plain(loaded);
        String true32 = x86 && has32BitFolder ? in32BitFolder(path) : path;
        Set<String> found = new TreeSet<>(asked.getOrDefault(key(true32), Set.of()));
        found.addAll(ofComponent(path));
        return found;
    }

    private Set<String> ofComponent(String path) {
        String store = systemRoot + "\\WinSxS\\";
        if (!startsWith(path, store)) {
            return Set.of();
        }
        List<String> parts =
                new ArrayList<>(Arrays.asList(path.substring(store.length()).split("\\\\", -1)));
        String folder = parts.remove(0);
        if (parts.isEmpty()) {
            return Set.of();
        }
        try {
            Optional<ComponentPath> component = ComponentPath.ofStore(folder, parts);
            return component
                    .map(found -> asked.getOrDefault(found.key(), Set.of()))
                    .orElse(Set.of());
        } catch (IllegalArgumentException e) { // a name that no query could ask for
            return Set.of();
        }
    }

    private String in32BitFolder(String path) {
        return startsWith(path, systemRoot + SYSTEM32)
                ? systemRoot + "\\SysWOW64\\" + path.substring(systemRoot.length() + SYSTEM32.length())
                : path;
    }

    private String plain(String loaded) {
        for (String prefix : List.of("\\\\?\\", "\\??\\")) {
            if (loaded.startsWith(prefix)) {
                return loaded.substring(prefix.length());
            }
        }
        String ofTheSystem = "\\SystemRoot\\";
        return startsWith(loaded, ofTheSystem) ? systemRoot + "\\" + loaded.substring(ofTheSystem.length()) : loaded;
    }

    private static boolean startsWith(String path, String prefix) {
        return path.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private void put(String path, String token) {
        asked.computeIfAbsent(key(path), ignored -> new TreeSet<>()).add(token);
    }

    private static String key(String path) {
        return path.toUpperCase(Locale.ROOT);
    }
}
