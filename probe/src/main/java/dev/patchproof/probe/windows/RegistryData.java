package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryValueFact;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The bytes of a registry value as evidence. The registry checks neither length nor terminators, so data that do not fit
 * their type are MALFORMED, never repaired.
 */
final class RegistryData {

    private static final List<String> TYPES = List.of(
            "REG_NONE",
            "REG_SZ",
            "REG_EXPAND_SZ",
            "REG_BINARY",
            "REG_DWORD",
            "REG_DWORD_BIG_ENDIAN",
            "REG_LINK",
            "REG_MULTI_SZ",
            "REG_RESOURCE_LIST",
            "REG_FULL_RESOURCE_DESCRIPTOR",
            "REG_RESOURCE_REQUIREMENTS_LIST",
            "REG_QWORD");

    /** In characters: names, versions, devices and folders of the system are shorter by far. */
    private static final int LONGEST_TEXT = 1024;

    private RegistryData() {}

    static Finding<RegistryValueFact> decode(RawValue raw) {
        String type = raw.type() >= 0 && raw.type() < TYPES.size()
                ? TYPES.get(raw.type())
                : "REG_TYPE_" + Integer.toUnsignedString(raw.type());
        byte[] bytes = raw.bytes();
        return switch (type) {
            case "REG_SZ", "REG_EXPAND_SZ" -> text(type, bytes).map(text -> new RegistryValueFact(type, List.of(text)));
            case "REG_MULTI_SZ" -> strings(bytes).map(strings -> new RegistryValueFact(type, withoutEnd(strings)));
            case "REG_DWORD" -> number(type, bytes, 4, data -> Integer.toUnsignedString(data.getInt(0)));
            case "REG_QWORD" -> number(type, bytes, 8, data -> Long.toUnsignedString(data.getLong(0)));
            default -> Finding.exists(new RegistryValueFact(type, List.of(raw.hex())));
        };
    }

    /**
     * The one string of a value that must be of this type, which is one with one string; MALFORMED where it is not.
     *
     * @param value names it, asked for a message alone
     */
    static Finding<String> only(String type, RawValue raw, Supplier<String> value) {
        return decode(raw)
                .<Finding<String>>fold(
                        fact -> text(type, fact, value),
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }

    private static Finding<String> text(String type, RegistryValueFact fact, Supplier<String> value) {
        if (!fact.type().equals(type)) {
            return malformed(value.get(), type, fact.type());
        }
        String text = fact.data().get(0);
        return text.length() <= LONGEST_TEXT
                ? Finding.exists(text)
                : malformed(value.get(), "at most " + LONGEST_TEXT + " characters", text.length() + " characters");
    }

    /**
     * The paths of a PendingFileRenameOperations value, in pairs. Its targets may be empty strings, at which the usual
     * readers of REG_MULTI_SZ stop; the number of strings tells whether the last one ends the list or belongs to it.
     */
    static Finding<List<String>> pendingRenames(RawValue raw) {
        if (raw.type() != TYPES.indexOf("REG_MULTI_SZ")) {
            return malformed("PendingFileRenameOperations", "REG_MULTI_SZ", "type " + raw.type());
        }
        return strings(raw.bytes())
                .<Finding<List<String>>>fold(
                        all -> {
                            List<String> paths = withoutEnd(all);
                            List<String> pairs = paths.size() % 2 == 0 ? paths : all;
                            return pairs.size() % 2 == 0
                                    ? Finding.exists(pairs)
                                    : malformed(
                                            "PendingFileRenameOperations",
                                            "pairs of strings",
                                            pairs.size() + " strings");
                        },
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }

    /** Every terminated string of the data, the empty one that ends a list included; a last one need not be terminated. */
    private static Finding<List<String>> strings(byte[] bytes) {
        if (bytes.length % 2 != 0) {
            return malformed("REG_MULTI_SZ", "an even number of bytes", bytes.length + " bytes");
        }
        String all = units(bytes);
        List<String> strings = new ArrayList<>();
        int start = 0;
        for (int end = all.indexOf('\0'); end >= 0; end = all.indexOf('\0', start)) {
            strings.add(all.substring(start, end));
            start = end + 1;
        }
        if (start < all.length()) {
            strings.add(all.substring(start));
        }
        return Utf16.wellFormed(all)
                .map(ignored -> Finding.exists(List.copyOf(strings)))
                .orElseGet(() -> malformed("REG_MULTI_SZ", "UTF-16", "half of a surrogate pair"));
    }

    private static List<String> withoutEnd(List<String> strings) {
        int last = strings.size() - 1;
        return last >= 0 && strings.get(last).isEmpty() ? strings.subList(0, last) : strings;
    }

    private static Finding<String> text(String type, byte[] bytes) {
        if (bytes.length % 2 != 0) {
            return malformed(type, "an even number of bytes", bytes.length + " bytes");
        }
        String all = units(bytes);
        int length = all.length();
        while (length > 0 && all.charAt(length - 1) == '\0') {
            length--;
        }
        String text = all.substring(0, length);
        if (text.indexOf('\0') >= 0) {
            return malformed(type, "one string", "more text behind the string's end");
        }
        return Utf16.wellFormed(text)
                .map(Finding::exists)
                .orElseGet(() -> malformed(type, "UTF-16", "half of a surrogate pair"));
    }

    private static Finding<RegistryValueFact> number(
            String type, byte[] bytes, int length, Function<ByteBuffer, String> decimal) {
        if (bytes.length != length) {
            return malformed(type, length + " bytes", bytes.length + " bytes");
        }
        String data = decimal.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return Finding.exists(new RegistryValueFact(type, List.of(data)));
    }

    /** The 16-bit units as they are; a decoder would silently replace those that are no UTF-16. */
    private static String units(byte[] bytes) {
        return ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .toString();
    }

    private static <T> Finding<T> malformed(String what, String expected, String found) {
        return Finding.error("MALFORMED", what + ": expected " + expected + ", found " + found);
    }
}
