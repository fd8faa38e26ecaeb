package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Where the path of a query leads on this computer, and under which name this process must open it. To a 32-bit process
 * 64-bit Windows shows SysWOW64 for System32; the true folder is then Sysnative. What has no such second name is refused.
 */
final class FileLocations {

    private final OperatingSystem system;
    private final SystemFiles files;
    private final ComponentStore components;
    private final SystemPartition partition;
    private final PlainFolders folders;

    FileLocations(OperatingSystem system, RegistryReader registry, SystemFiles files) {
        this.system = system;
        this.files = files;
        this.components = new ComponentStore(system, registry, files);
        this.partition = new SystemPartition(registry, files);
        this.folders = new PlainFolders(files);
    }

    /** Reads at a place; whatever keeps from the place or from reading it is a finding. */
    <T> Finding<T> at(String path, Read<T> read) {
        try {
            return read.from(locate(path));
        } catch (IllegalArgumentException e) { // InvalidPathException is one
            return Finding.error("BAD_PATH", String.valueOf(e.getMessage()));
        } catch (Win32Failure e) { // of a folder or the machine, not of the file: never absent
            return e.error();
        } catch (NotLocatedException e) {
            return e.finding();
        } catch (NoSuchFileException e) {
            return Finding.doesNotExist();
        } catch (AccessDeniedException e) {
            return Finding.error("ACCESS_DENIED", path + ": access denied");
        } catch (IOException e) {
            return Finding.error("IO", path + ": " + e);
        }
    }

    /** @throws IllegalArgumentException for a malformed path */
    Location locate(String path) throws Win32Failure, NotLocatedException {
        Optional<ComponentPath> component = ComponentPath.parse(path);
        if (component.isPresent()) {
            return inside(KnownFolder.SYSTEM_ROOT, components.locate(component.get()));
        }
        Optional<EfiPath> efi = EfiPath.parse(path);
        if (efi.isPresent()) {
            return partition.locate(efi.get());
        }
        TokenPath token = TokenPath.parse(path);
        return inside(token.folder(), locate(token));
    }

    private Location inside(KnownFolder folder, Location location) throws Win32Failure, NotLocatedException {
        folders.require(system.folder(folder), location.opened());
        return location;
    }

    /**
     * Refuses what was opened where it stands somewhere else than was looked for: a folder or the file itself was swapped
     * for a link between the look and the opening. What Windows does not tell is let pass, since the look was had. By the
     * path below SystemRoot, whose own may be reached in more than one way.
     *
     * @param truePath of what was opened
     */
    void requireOpened(Location location, Optional<String> truePath) throws NotLocatedException, Win32Failure {
        String root = system.folder(KnownFolder.SYSTEM_ROOT);
        if (truePath.isEmpty() || !location.shown().startsWith(root + "\\")) {
            return;
        }
        Optional<String> expected =
                files.truePath(root).map(trueRoot -> trueRoot + location.shown().substring(root.length()));
        if (expected.isPresent() && !expected.get().equalsIgnoreCase(truePath.get())) {
            throw NotLocatedException.failed(
                    "LEADS_OUT", location.shown() + " became a link or a junction while it was opened");
        }
    }

    private Location locate(TokenPath path) throws Win32Failure, NotLocatedException {
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
            case PROGRAM_FILES, COMMON_PROGRAM_FILES -> throw NotLocatedException.redirected(path); // told (x86) for it
        };
    }

    private Location belowSystemRoot(TokenPath path, String root) throws NotLocatedException {
        String first = path.segments().get(0);
        String shown = path.below(root);
        if (first.equalsIgnoreCase("System32")) {
            String sysnative = root + "\\Sysnative";
            if (path.segments().size() == 1 || !isFolder(sysnative)) {
                throw NotLocatedException.redirected(path); // Windows XP and Server 2003 lack Sysnative
            }
            return new Location(shown, sysnative + shown.substring(root.length() + 1 + first.length()));
        }
        boolean redirectedToo = first.equalsIgnoreCase("lastgood")
                || (path.segments().size() == 1 && first.equalsIgnoreCase("regedit.exe"));
        if (redirectedToo) {
            throw NotLocatedException.redirected(path);
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

    /** What is done at a place. */
    interface Read<T> {
        Finding<T> from(Location location) throws IOException, NotLocatedException, Win32Failure;
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
