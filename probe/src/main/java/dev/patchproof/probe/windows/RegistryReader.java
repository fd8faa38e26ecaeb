package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import java.util.List;

/** Registry keys and values as findings. */
final class RegistryReader {

    private static final String BAD_PATH = "BAD_PATH";

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
            registry.open(path, view);
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
        try {
            return RegistryData.decode(registry.read(path, name, view));
        } catch (Win32Failure e) {
            return e.finding();
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
        try {
            return RegistryData.pendingRenames(registry.read(path, name, RegistryView.NATIVE));
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    private Finding<String> typed(RegistryPath path, String name, String type) {
        return value(path, name, RegistryView.NATIVE)
                .<Finding<String>>fold(
                        fact -> fact.type().equals(type)
                                ? Finding.exists(fact.data().get(0))
                                : Finding.error(
                                        "MALFORMED",
                                        path + ", " + name + ": expected " + type + ", found " + fact.type()),
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }
}
