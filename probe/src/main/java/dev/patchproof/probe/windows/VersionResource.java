package dev.patchproof.probe.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * VS_VERSIONINFO: a tree of blocks, each with its length, the length of its value, a name and children. Nothing is read
 * beyond a block's own end, and a block that does not advance is malformed.
 */
final class VersionResource {

    private static final int SIGNATURE = 0xfeef04bd;
    private static final int FIXED_LENGTH = 52;
    private static final int MIN_BLOCK = 6;
    private static final int MAX_TEXT = 1024; // far above any seen; it goes into evidence and error messages

    private final ByteBuffer bytes;
    private final Block top;

    private VersionResource(ByteBuffer bytes, Block top) {
        this.bytes = bytes;
        this.top = top;
    }

    /** Reads the outermost block; the version and the string each have their own errors. */
    static VersionResource read(ByteBuffer resource) throws MalformedPeException {
        ByteBuffer bytes = resource.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        Block top = block(bytes, 0, bytes.limit());
        if (!top.name().equals("VS_VERSION_INFO")) {
            throw new MalformedPeException("version resource", "the name VS_VERSION_INFO", '"' + top.name() + '"');
        }
        return new VersionResource(bytes, top);
    }

    /** The file version of VS_FIXEDFILEINFO; empty where the resource has no such part. */
    Optional<String> fixedVersion() throws MalformedPeException {
        if (top.valueLength() == 0) {
            return Optional.empty();
        }
        if (top.valueLength() != FIXED_LENGTH || top.valueStart() + FIXED_LENGTH > top.end()) {
            throw new MalformedPeException(
                    "VS_FIXEDFILEINFO",
                    FIXED_LENGTH + " bytes",
                    top.valueLength() + " bytes said, " + (top.end() - top.valueStart()) + " there");
        }
        int signature = bytes.getInt(top.valueStart());
        if (signature != SIGNATURE) {
            throw new MalformedPeException(
                    "VS_FIXEDFILEINFO", "signature 0xfeef04bd", "0x" + Integer.toHexString(signature));
        }
        return Optional.of(dotted(bytes.getInt(top.valueStart() + 8), bytes.getInt(top.valueStart() + 12)));
    }

    /** The FileVersion string of the first string table that has one; empty where none has. */
    Optional<String> versionString() throws MalformedPeException {
        // The value's length is in bytes here, and in characters or bytes (compilers differ) in strings.
        int at = align(Math.min(top.valueStart() + top.valueLength(), top.end()));
        while (at + MIN_BLOCK <= top.end()) {
            Block info = block(bytes, at, top.end());
            if (info.name().equals("StringFileInfo")) {
                Optional<String> found = inTables(info);
                if (found.isPresent()) {
                    return found;
                }
            }
            at = align(info.end());
        }
        return Optional.empty();
    }

    private Optional<String> inTables(Block info) throws MalformedPeException {
        int at = info.valueStart();
        while (at + MIN_BLOCK <= info.end()) {
            Block table = block(bytes, at, info.end());
            int inner = table.valueStart();
            while (inner + MIN_BLOCK <= table.end()) {
                Block string = block(bytes, inner, table.end());
                if (string.name().equals("FileVersion")) {
                    return Optional.of(
                            string.valueLength() == 0 ? "" : text("FileVersion", string.valueStart(), string.end()));
                }
                inner = align(string.end());
            }
            at = align(table.end());
        }
        return Optional.empty();
    }

    static String dotted(int mostSignificant, int leastSignificant) {
        return (mostSignificant >>> 16) + "." + (mostSignificant & 0xffff) + "." + (leastSignificant >>> 16) + "."
                + (leastSignificant & 0xffff);
    }

    private static Block block(ByteBuffer bytes, int start, int limit) throws MalformedPeException {
        if (start + MIN_BLOCK > limit) {
            throw new MalformedPeException("version resource", "a block", (limit - start) + " bytes");
        }
        int length = bytes.getShort(start) & 0xffff;
        if (length < MIN_BLOCK || start + length > limit) {
            throw new MalformedPeException(
                    "version resource",
                    "a block of " + MIN_BLOCK + " to " + (limit - start) + " bytes",
                    length + " bytes");
        }
        int end = start + length;
        int nameStart = start + MIN_BLOCK;
        int nameEnd = nameStart;
        while (nameEnd + 2 <= end && bytes.getShort(nameEnd) != 0) {
            nameEnd += 2;
        }
        if (nameEnd + 2 > end) {
            throw new MalformedPeException("version resource", "a name with an end", "a block that ends in its name");
        }
        String name = text("block name", nameStart, end, bytes);
        return new Block(name, bytes.getShort(start + 2) & 0xffff, Math.min(align(nameEnd + 2), end), end);
    }

    private String text(String what, int start, int end) throws MalformedPeException {
        return text(what, start, end, bytes);
    }

    private static String text(String what, int start, int end, ByteBuffer bytes) throws MalformedPeException {
        StringBuilder text = new StringBuilder();
        for (int at = start; at + 2 <= end && bytes.getShort(at) != 0; at += 2) {
            text.append((char) bytes.getShort(at));
        }
        if (text.length() > MAX_TEXT) {
            throw new MalformedPeException(what, "at most " + MAX_TEXT + " characters", text.length() + " characters");
        }
        return Utf16.wellFormed(text.toString())
                .orElseThrow(() -> new MalformedPeException(what, "UTF-16", "half of a surrogate pair"));
    }

    private static int align(int offset) {
        return (offset + 3) & ~3;
    }

    /** @param valueStart where value and children begin; both are within the block */
    private record Block(String name, int valueLength, int valueStart, int end) {}
}
