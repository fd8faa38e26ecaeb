package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.bundle.RuntimeRefusedException.Reason;
import java.util.regex.Pattern;

/**
 * One entry of an archive: a name that stays inside on every system.
 *
 * @param path names parted by slashes, none of them {@code ..}
 * @param target of a link, empty for others
 * @param modified milliseconds since 1970
 */
record ArchiveEntry(String path, Kind kind, boolean executable, String target, long modified) {
    private static final int LONGEST = 240;
    /** Fit for Windows too: no colon, no backslash, no control character, no dot or space at the end. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+@,=$#~() -]*[A-Za-z0-9_+@,=$#~()-]");

    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9]|lpt[0-9])(\\..*)?");

    ArchiveEntry {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(target, "target");
    }

    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    /**
     * An entry by the name that an archive gives it.
     *
     * @throws RuntimeRefusedException where the name, or the link's target, leads out
     */
    static ArchiveEntry of(String name, Kind kind, boolean executable, String target, long modified)
            throws RuntimeRefusedException {
        String path = name.startsWith("./") ? name.substring(2) : name;
        path = path.endsWith("/") && kind == Kind.FOLDER ? path.substring(0, path.length() - 1) : path;
        ArchiveEntry entry = new ArchiveEntry(path, kind, executable, target, modified);
        if (!path.isEmpty() || kind != Kind.FOLDER) {
            entry.requireName();
        }
        if (kind == Kind.LINK) {
            entry.requireTarget();
        }
        return entry;
    }

    private void requireName() throws RuntimeRefusedException {
        if (path.length() > LONGEST) {
            throw name("at most " + LONGEST + " characters", path.length() + " in " + path.substring(0, 40) + "...");
        }
        for (String part : path.split("/", -1)) {
            if (!NAME.matcher(part).matches() || DEVICE.matcher(part).matches()) {
                throw name("a relative name of plain letters", "\"" + printable(path) + "\"");
            }
        }
    }

    private static RuntimeRefusedException name(String wanted, String found) {
        return new RuntimeRefusedException(Reason.NAME, wanted + " expected for each entry, found " + found);
    }

    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Up first, then down, and never above the archive; since no link is anything's parent, that is where it leads. */
    private void requireTarget() throws RuntimeRefusedException {
        int depth = path.split("/", -1).length - 1;
        boolean down = false;
        for (String part : target.split("/", -1)) {
            if (part.equals("..") && !down) {
                depth--;
            } else {
                down = true;
                if (!NAME.matcher(part).matches()) {
                    depth = -1;
                }
            }
            if (depth < 0) {
                throw new RuntimeRefusedException(
                        Reason.LINK, "a link to a place inside expected, found " + path + " -> " + printable(target));
            }
        }
    }

    /** The depth that its name has, folders above it. */
    ArchiveEntry below(String prefix, String root) {
        String inside = path.length() < prefix.length() ? "" : path.substring(prefix.length());
        return new ArchiveEntry(inside.isEmpty() ? root : root + "/" + inside, kind, executable, target, modified);
    }
}
