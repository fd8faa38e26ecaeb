package dev.patchproof.portal.result;

import java.util.Set;

/**
 * What is odd about the device of a result.
 *
 * @param keyChanged its name was last seen with another key
 * @param machineChanged its key was last used on another machine
 * @param clones what speaks for two computers where there should be one
 */
public record DeviceSigns(boolean keyChanged, boolean machineChanged, Set<CloneSign> clones) {
    /** Nothing odd. */
    public static final DeviceSigns NONE = new DeviceSigns(false, false, Set.of());

    public DeviceSigns {
        clones = Set.copyOf(clones);
    }
}
