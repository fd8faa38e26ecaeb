package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of a Windows component in the version that counts, wherever that lies in the component store:
 * {@code %WinSxSWinner%\amd64_microsoft-windows-comctl_31bf3856ad364e35_none\comctl32.dll}.
 *
 * @param segments names below the component's folder, at least one, all of them plain
 */
record ComponentPath(ComponentName component, List<String> segments) {

    private static final String TOKEN = "%WinSxSWinner%";

    ComponentPath {
        requireNonNull(component, "component");
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("names a component, expected a file of it");
        }
        segments.forEach(PlainName::require);
    }

    /**
     * Empty for a path of another kind.
     *
     * @throws IllegalArgumentException for a malformed path of this kind
     */
    static Optional<ComponentPath> parse(String path) {
        List<String> parts = Arrays.asList(path.split("\\\\", -1));
        if (!parts.get(0).equalsIgnoreCase(TOKEN)) {
            return Optional.empty();
        }
        if (parts.size() < 3) {
            throw new IllegalArgumentException("expected " + TOKEN + "\\component\\file, found " + path);
        }
        return Optional.of(new ComponentPath(ComponentName.parse(parts.get(1)), parts.subList(2, parts.size())));
    }

    /** A file in a component's folder, whatever its version; empty where the folder's name is not of that form. */
    static Optional<ComponentPath> ofStore(String folder, List<String> segments) {
        return ComponentName.ofFolder(folder).map(component -> new ComponentPath(component, segments));
    }

    /** The same for every spelling of the same file. */
    String key() {
        return (TOKEN + "\\" + component + "\\" + String.join("\\", segments)).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return TOKEN + "\\" + component + "\\" + String.join("\\", segments);
    }
}
