package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * Where a token path leads on this computer, and under which name this process must open it. To a 32-bit process 64-bit
 * Windows shows SysWOW64 for System32; the true folder is then Sysnative. What has no such second name is refused.
 */
final class FileLocations {

    private final OperatingSystem system;
    private final SystemFiles files;

    FileLocations(OperatingSystem system, SystemFiles files) {
        this.system = system;
        this.files = files;
    }

    Location locate(TokenPath path) throws Win32Failure, RedirectedException {
        String first = path.segments().get(0);
        if (path.folder() == KnownFolder.SYSTEM_ROOT && first.equalsIgnoreCase("Sysnative")) {
            throw new IllegalArgumentException("Sysnative is no folder but a name that 32-bit programs use: " + path);
        }
        if (!system.machines().redirected()) {
            String shown = path.below(system.folder(path.folder()));
            return new Location(shown, shown);
        }
        return switch (path.folder()) {
            case SYSTEM_ROOT -> belowSystemRoot(path, system.folder(KnownFolder.SYSTEM_ROOT));
            case PROGRAM_FILES_X86, COMMON_PROGRAM_FILES_X86 -> {
                String shown = path.below(system.folder(path.folder()));
                yield new Location(shown, shown);
            }
            case PROGRAM_FILES, COMMON_PROGRAM_FILES -> throw refused(path); // it is told the (x86) folder for these
        };
    }

    private Location belowSystemRoot(TokenPath path, String root) throws RedirectedException {
        String first = path.segments().get(0);
        String shown = path.below(root);
        if (first.equalsIgnoreCase("System32")) {
            String sysnative = root + "\\Sysnative";
            if (path.segments().size() == 1 || !isFolder(sysnative)) {
                throw refused(path); // Windows XP and Server 2003 lack Sysnative
            }
            return new Location(shown, sysnative + shown.substring(root.length() + 1 + first.length()));
        }
        boolean redirectedToo = first.equalsIgnoreCase("lastgood")
                || (path.segments().size() == 1 && first.equalsIgnoreCase("regedit.exe"));
        if (redirectedToo) {
            throw refused(path);
        }
        return new Location(shown, shown);
    }

    private boolean isFolder(String path) {
        try {
            return files.attributes(path).isDirectory();
        } catch (IOException e) {
            return false; // then the file is refused
        }
    }

    private static RedirectedException refused(TokenPath path) {
        return new RedirectedException(path + " cannot be read by a 32-bit Java on 64-bit Windows; use a 64-bit Java");
    }

    /**
     * A file.
     *
     * @param shown its true path
     * @param opened the path by which this process reaches it
     */
    record Location(String shown, String opened) {
        Location {
            requireNonNull(shown, "shown");
            requireNonNull(opened, "opened");
        }
    }
}
