package dev.patchproof.probe.windows;

import dev.patchproof.probe.windows.FileLocations.Location;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.regex.Pattern;

/**
 * The partition that the computer started from, which has no drive letter. Windows writes its device to the registry at
 * each start; its files are reached by that device's name in the system's own name space. To an ordinary user they are
 * denied.
 */
final class SystemPartition {

    private static final RegistryPath SETUP = RegistryPath.machine("SYSTEM\\Setup");
    private static final Pattern DEVICE = Pattern.compile("\\\\Device(\\\\[A-Za-z0-9]{1,64}){1,2}");

    private final RegistryReader registry;
    private final SystemFiles files;

    SystemPartition(RegistryReader registry, SystemFiles files) {
        this.registry = registry;
        this.files = files;
    }

    Location locate(EfiPath path) throws NotLocatedException {
        String device = NotLocatedException.require(
                registry.text(SETUP, "SystemPartition"),
                () -> NotLocatedException.failed("NOT_LOCATED", SETUP + " names no SystemPartition"));
        if (!DEVICE.matcher(device).matches()) {
            throw NotLocatedException.failed(
                    "MALFORMED", SETUP + ", SystemPartition: expected a device, found " + device);
        }
        String root = SystemFiles.DEVICES + device + "\\";
        requireReadable(root);
        String file = root + String.join("\\", path.segments());
        return new Location(file, file);
    }

    /** Of a partition that cannot be opened nothing is known, above all not that a file is missing from it. */
    private void requireReadable(String root) throws NotLocatedException {
        try {
            files.attributes(root);
        } catch (AccessDeniedException e) {
            throw NotLocatedException.failed("ACCESS_DENIED", root + ": access denied");
        } catch (IOException e) {
            throw NotLocatedException.failed("IO", root + ": " + e);
        }
    }
}
