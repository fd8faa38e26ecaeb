package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What must hold, beyond files on disk, for a fix to be in force. */
public sealed interface EffectTest {

    /** Handles each kind. */
    <R> R fold(
            Function<? super RunningKernel, ? extends R> runningKernel,
            Function<? super RegistrySwitch, ? extends R> registrySwitch);

    /** The running kernel is of this package version or above. */
    record RunningKernel(DebianVersion fixedVersion) implements EffectTest {
        public RunningKernel {
            requireNonNull(fixedVersion, "fixedVersion");
        }

        @Override
        public <R> R fold(
                Function<? super RunningKernel, ? extends R> runningKernel,
                Function<? super RegistrySwitch, ? extends R> registrySwitch) {
            return runningKernel.apply(this);
        }
    }

    /**
     * A registry value that turns the fix on or off.
     *
     * @param types in which Windows reads the value; in any other it is as good as not set
     * @param good data that turn it on, as text: a number as decimal
     * @param absence what it means that the value is not there
     * @param wrongPlaces where people set it in vain
     * @param readAtStart whether Windows reads it when it starts, so that one set since then does nothing yet
     */
    record RegistrySwitch(
            Place place,
            Set<ValueType> types,
            Set<String> good,
            Absence absence,
            List<Place> wrongPlaces,
            boolean readAtStart)
            implements EffectTest {
        public RegistrySwitch {
            requireNonNull(place, "place");
            types = Set.copyOf(types);
            good = Set.copyOf(good);
            requireNonNull(absence, "absence");
            wrongPlaces = List.copyOf(wrongPlaces);
            if (types.isEmpty()) {
                throw new IllegalArgumentException("no type given in which the value is read");
            }
            if (good.isEmpty()) {
                throw new IllegalArgumentException("no data given that turn the fix on");
            }
        }

        @Override
        public <R> R fold(
                Function<? super RunningKernel, ? extends R> runningKernel,
                Function<? super RegistrySwitch, ? extends R> registrySwitch) {
            return registrySwitch.apply(this);
        }
    }

    /** A registry value. */
    record Place(String path, boolean wow32, String name) {
        public Place {
            requireNonNull(path, "path");
            requireNonNull(name, "name");
        }
    }

    /** Types of registry values that switches have, by Windows's own names. */
    enum ValueType {
        REG_DWORD,
        REG_SZ
    }

    /** Whether the fix is on where nobody set the switch. */
    enum Absence {
        GOOD,
        BAD
    }
}
