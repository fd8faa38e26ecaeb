package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A Java that was checked and is ready to be bundled.
 *
 * @param version as the runtime's own release file has it
 * @param prepared this portal's copy: of a ZIP a whole archive, of a tar.gz one without its end
 * @param size of the copy, in bytes
 */
public record CheckedRuntime(Platform platform, String version, Path prepared, long size) {
    public CheckedRuntime {
        requireNonNull(platform, "platform");
        requireNonNull(version, "version");
        requireNonNull(prepared, "prepared");
    }
}
