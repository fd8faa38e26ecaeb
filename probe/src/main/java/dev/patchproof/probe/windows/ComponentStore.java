package dev.patchproof.probe.windows;

import dev.patchproof.probe.windows.FileLocations.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version of a component counts, and where it lies. The registry's key of winners has one key per component; its
 * default value names the winning branch ("10.0"), and the key of that branch, again by default value, the winning
 * version. WinSxS holds a folder per version. (By observation: Microsoft documents neither.)
 */
final class ComponentStore {

    static final RegistryPath WINNERS =
            RegistryPath.machine("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\SideBySide\\Winners");

    private final OperatingSystem system;
    private final RegistryReader registry;
    private final SystemFiles files;
    private Optional<List<String>> winners = Optional.empty();

    ComponentStore(OperatingSystem system, RegistryReader registry, SystemFiles files) {
        this.system = system;
        this.registry = registry;
        this.files = files;
    }

    Location locate(ComponentPath path) throws Win32Failure, NotLocatedException {
        ComponentName component = path.component();
        String version = winningVersion(winner(component));
        String store = system.folder(KnownFolder.SYSTEM_ROOT) + "\\WinSxS";
        List<String> folders = folders(store, component, version);
        if (folders.isEmpty()) {
            throw NotLocatedException.absent("the component store has no folder of " + component + " " + version);
        }
        if (folders.size() > 1) {
            throw ambiguous("folders of " + component + " " + version, folders);
        }
        String file = store + "\\" + folders.get(0) + "\\" + String.join("\\", path.segments());
        return new Location(file, file);
    }

    private RegistryPath winner(ComponentName component) throws NotLocatedException {
        List<String> found = new ArrayList<>();
        for (String key : winners()) {
            if (ComponentName.ofKey(key).filter(component::equals).isPresent()) {
                found.add(key);
            }
        }
        if (found.isEmpty()) {
            throw NotLocatedException.absent("no component " + component + " is installed");
        }
        if (found.size() > 1) {
            throw ambiguous("winners named " + component, found);
        }
        return RegistryPath.machine(WINNERS.subKey() + "\\" + found.get(0));
    }

    /** Tens of thousands of keys: read once. */
    private synchronized List<String> winners() throws NotLocatedException {
        if (winners.isEmpty()) {
            winners = Optional.of(NotLocatedException.require(
                    registry.subKeys(WINNERS),
                    () -> NotLocatedException.notOnThisSystem("this Windows keeps no list of component winners")));
        }
        return winners.get();
    }

    private String winningVersion(RegistryPath winner) throws NotLocatedException {
        String branch = text(winner);
        if (!branch.matches("[0-9]+\\.[0-9]+")) {
            throw NotLocatedException.failed(
                    "MALFORMED", winner + ": expected a branch such as 10.0 in the default value, found " + branch);
        }
        RegistryPath key = RegistryPath.machine(winner.subKey() + "\\" + branch);
        String version = text(key);
        if (!version.matches("[0-9]+(\\.[0-9]+){3}")) {
            throw NotLocatedException.failed(
                    "MALFORMED", key + ": expected a version of four parts in the default value, found " + version);
        }
        return version;
    }

    /** A winner's key that does not say which it is does not say either that the component is absent. */
    private String text(RegistryPath key) throws NotLocatedException {
        return NotLocatedException.require(
                registry.text(key, ""), () -> NotLocatedException.failed("NOT_LOCATED", key + " has no default value"));
    }

    private List<String> folders(String store, ComponentName component, String version) throws NotLocatedException {
        try {
            return files.names(store, name -> component.isFolder(name, version));
        } catch (IOException e) {
            throw NotLocatedException.failed("IO", store + ": " + e);
        }
    }

    private static NotLocatedException ambiguous(String what, List<String> found) {
        return NotLocatedException.failed(
                "AMBIGUOUS",
                "expected one of the " + what + ", found " + found.size() + ": " + found.get(0) + ", " + found.get(1));
    }
}
