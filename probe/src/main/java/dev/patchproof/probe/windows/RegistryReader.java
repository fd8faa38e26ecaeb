package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import java.time.Instant;
import java.util.List;

/** Registry keys and values as findings. */
final class RegistryReader {

    private static final String BAD_PATH = "BAD_PATH";
    private static final int MAX_LISTINGS = 4;

    private final Registry registry;

    RegistryReader(Registry registry) {
        this.registry = registry;
    }

    Finding<RegistryKeyFact> key(String path, RegistryView view) {
        RegistryPath parsed;
        try {
            parsed = RegistryPath.parse(path);
        } catch (IllegalArgumentException e) {
            return Finding.error(BAD_PATH, String.valueOf(e.getMessage()));
        }
        return key(parsed, view);
    }

    Finding<RegistryKeyFact> key(RegistryPath path, RegistryView view) {
        try {
            registry.open(path, view).close();
            return Finding.exists(new RegistryKeyFact());
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    Finding<RegistryValueFact> value(String path, String name, RegistryView view) {
        RegistryPath parsed;
        try {
            parsed = RegistryPath.parse(path);
        } catch (IllegalArgumentException e) {
            return Finding.error(BAD_PATH, String.valueOf(e.getMessage()));
        }
        if (name.indexOf('\0') >= 0) { // Windows would read the value whose name ends there
            return Finding.error(BAD_PATH, path + ": expected a value's name, found a NUL in it");
        }
        return value(parsed, name, view);
    }

    Finding<RegistryValueFact> value(RegistryPath path, String name, RegistryView view) {
        try (Registry.OpenKey key = registry.open(path, view)) {
            Finding<RegistryValueFact> value = RegistryData.decode(key.read(name));
            Finding<Instant> changedAt = changedAt(key); // after the value: what is written in between is later
            return value.map(known -> new RegistryValueFact(known.type(), known.data(), changedAt));
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    private static Finding<Instant> changedAt(Registry.OpenKey key) {
        try {
            return Finding.exists(key.changedAt());
        } catch (Win32Failure e) { // the key is there: what fails is the question
            return e.error();
        }
    }

    /** The text of a REG_SZ value; an error where the value is of another type. */
    Finding<String> text(RegistryPath path, String name) {
        return typed(path, name, "REG_SZ");
    }

    /** A REG_DWORD value, decimal; an error where the value is of another type. */
    Finding<String> number(RegistryPath path, String name) {
        return typed(path, name, "REG_DWORD");
    }

    /** The strings of PendingFileRenameOperations or its second value. */
    Finding<List<String>> pendingRenames(RegistryPath path, String name) {
        try (Registry.OpenKey key = registry.open(path, RegistryView.NATIVE)) {
            return RegistryData.pendingRenames(key.read(name));
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    private Finding<String> typed(RegistryPath path, String name, String type) {
        try (Registry.OpenKey key = registry.open(path, RegistryView.NATIVE)) {
            return RegistryData.only(type, key.read(name), () -> path + ", " + name);
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    /** The names of the keys directly below a key at one time, sorted; CHANGED where they do not stay the same. */
    Finding<List<String>> subKeys(RegistryPath path) {
        return stable("keys below " + path, () -> registry.subKeys(path, RegistryView.NATIVE));
    }

    /** The names of a key's values at one time, sorted; not that of the default value, which has none. */
    Finding<List<String>> valueNames(RegistryPath path) {
        return stable("values of " + path, () -> {
            try (Registry.OpenKey key = registry.open(path, RegistryView.NATIVE)) {
                return key.valueNames().stream().filter(name -> !name.isEmpty()).toList();
            }
        });
    }

    /**
     * The registry gives names one by one, by their position: a key deleted meanwhile moves another one into a place
     * already passed. Two listings in a row that agree have skipped nothing.
     */
    private static Finding<List<String>> stable(String what, Listing listing) {
        try {
            List<String> before = sorted(listing.names());
            for (int i = 0; i < MAX_LISTINGS; i++) {
                List<String> after = sorted(listing.names());
                if (after.equals(before)) {
                    return wellFormed(what, after);
                }
                before = after;
            }
            return Finding.error("CHANGED", what + " changed each time they were listed");
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    /** A name with a NUL in it, which only calls below Win32 can make, would lead Win32 to another key. */
    private static Finding<List<String>> wellFormed(String what, List<String> names) {
        for (String name : names) {
            if (name.indexOf('\0') >= 0 || Utf16.wellFormed(name).isEmpty()) {
                return Finding.error(
                        "MALFORMED", what + ": expected names in UTF-16, found half of a surrogate pair or a NUL");
            }
        }
        return Finding.exists(names);
    }

    private interface Listing {
        List<String> names() throws Win32Failure;
    }
}
