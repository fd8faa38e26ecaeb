package dev.patchproof.wine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes small PE files (resources only, as a DLL) of any version, with the layout below, so that tests can damage a
 * named place. Whole as the PE format asks, smaller than any linker's.
 */
public final class PeFixture {

    /** Offset of the PE signature. */
    public static final int PE_HEADER = 0x80;
    /** Offset of the section with the resources, where the root directory (one type) begins. */
    public static final int ROOT_DIRECTORY = 0x600;
    /** Offset of the directory of names (one). */
    public static final int NAME_DIRECTORY = ROOT_DIRECTORY + 24;
    /** Offset of the directory of languages. */
    public static final int LANGUAGE_DIRECTORY = NAME_DIRECTORY + 24;

    private static final int RESOURCE_RVA = 0x2000;

    private final boolean wide;
    private final List<Version> versions = new ArrayList<>();
    private boolean resources = true;

    private PeFixture(boolean wide) {
        this.wide = wide;
    }

    /** A 32-bit file (PE32, i386). */
    public static PeFixture pe32() {
        return new PeFixture(false);
    }

    /** A 64-bit file (PE32+, x86-64). */
    public static PeFixture pe64() {
        return new PeFixture(true);
    }

    /** Adds a version resource in a language (0x409, ...). */
    public PeFixture version(int language, String fixed, String string) {
        versions.add(new Version(language, Optional.of(fixed), string));
        return this;
    }

    /** Adds a version resource in US English with equal version and string. */
    public PeFixture version(String fixed) {
        return version(0x409, fixed, fixed);
    }

    /** Adds a version resource that has strings only. */
    public PeFixture stringsOnly(String string) {
        versions.add(new Version(0x409, Optional.empty(), string));
        return this;
    }

    /** Leaves the resource directory out altogether. */
    public PeFixture withoutResources() {
        resources = false;
        return this;
    }

    /** The file. */
    public byte[] bytes() {
        byte[] section = resourceSection();
        ByteBuffer file = ByteBuffer.allocate(ROOT_DIRECTORY + roundUp(section.length, 0x200))
                .order(ByteOrder.LITTLE_ENDIAN);
        int optionalSize = wide ? 240 : 224;
        file.putShort(0, (short) 0x5a4d).putInt(0x3c, PE_HEADER);
        file.position(PE_HEADER);
        file.putInt(0x4550).putShort((short) (wide ? 0x8664 : 0x14c)).putShort((short) 2);
        file.putInt(0).putInt(0).putInt(0).putShort((short) optionalSize).putShort((short) 0x2022);
        int optional = file.position();
        file.putShort(optional, (short) (wide ? 0x20b : 0x10b));
        file.putInt(optional + 32, 0x1000).putInt(optional + 36, 0x200); // alignment of sections and of the file
        file.putInt(optional + 56, 0x3000).putInt(optional + 60, 0x400); // size of image and headers
        if (wide) {
            file.putLong(optional + 24, 0x1_8000_0000L); // image base
        } else {
            file.putInt(optional + 28, 0x1000_0000);
        }
        file.putShort(optional + 40, (short) 5).putShort(optional + 48, (short) 5); // versions of system and subsystem
        file.putShort(optional + 68, (short) 3); // subsystem: console
        int directories = optional + (wide ? 108 : 92);
        file.putInt(directories, 16);
        if (resources) {
            file.putInt(directories + 4 + 2 * 8, RESOURCE_RVA).putInt(directories + 4 + 2 * 8 + 4, section.length);
        }
        int sections = optional + optionalSize;
        section(file, sections, ".text", 0x6000_0020, 0x1000, 0x200, 0x400);
        int size = file.capacity() - ROOT_DIRECTORY;
        section(file, sections + 40, ".rsrc", 0x4000_0040, RESOURCE_RVA, size, ROOT_DIRECTORY);
        file.position(ROOT_DIRECTORY);
        file.put(section);
        return file.array();
    }

    private static void section(
            ByteBuffer file, int at, String name, int characteristics, int rva, int size, int offset) {
        file.put(at, name.getBytes(US_ASCII));
        file.putInt(at + 36, characteristics);
        file.putInt(at + 8, size).putInt(at + 12, rva).putInt(at + 16, size).putInt(at + 20, offset);
    }

    private byte[] resourceSection() {
        int count = versions.size();
        int entries = LANGUAGE_DIRECTORY - ROOT_DIRECTORY + 16 + 8 * count;
        List<byte[]> blocks = versions.stream().map(Version::block).toList();
        int length = entries
                + 16 * count
                + blocks.stream().mapToInt(block -> roundUp(block.length, 4)).sum();
        ByteBuffer section = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (count == 0) {
            directory(section, 0, 1, 3, 24); // some icon
            return section.array();
        }
        directory(section, 0, 1, 16, NAME_DIRECTORY - ROOT_DIRECTORY);
        directory(section, NAME_DIRECTORY - ROOT_DIRECTORY, 1, 1, LANGUAGE_DIRECTORY - ROOT_DIRECTORY);
        int languages = LANGUAGE_DIRECTORY - ROOT_DIRECTORY;
        section.putShort(languages + 14, (short) count);
        int data = entries + 16 * count;
        for (int i = 0; i < count; i++) {
            section.putInt(languages + 16 + 8 * i, versions.get(i).language());
            section.putInt(languages + 16 + 8 * i + 4, entries + 16 * i);
            section.putInt(entries + 16 * i, RESOURCE_RVA + data);
            section.putInt(entries + 16 * i + 4, blocks.get(i).length);
            section.put(data, blocks.get(i));
            data += roundUp(blocks.get(i).length, 4);
        }
        return section.array();
    }

    private static void directory(ByteBuffer section, int at, int count, int id, int target) {
        section.putShort(at + 14, (short) count);
        section.putInt(at + 16, id).putInt(at + 20, target | 0x8000_0000);
    }

    private static int roundUp(int size, int step) {
        return (size + step - 1) / step * step;
    }

    private record Version(int language, Optional<String> fixed, String string) {
        Version {
            requireNonNull(fixed, "fixed");
            requireNonNull(string, "string");
        }

        byte[] block() {
            byte[] text = (string + '\0').getBytes(UTF_16LE);
            byte[] name = block("InternalName", 5, 1, "pe\0\0\0".getBytes(UTF_16LE), List.of());
            byte[] value = block("FileVersion", text.length / 2, 1, text, List.of());
            byte[] table = block("040904B0", 0, 1, new byte[0], List.of(name, value));
            byte[] strings = block("StringFileInfo", 0, 1, new byte[0], List.of(table));
            byte[] info = fixed.map(Version::fixedInfo).orElse(new byte[0]);
            return block("VS_VERSION_INFO", info.length, 0, info, List.of(strings));
        }

        private static byte[] fixedInfo(String dotted) {
            String[] parts = dotted.split("\\.", -1);
            ByteBuffer info = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
            info.putInt(0xfeef04bd).putInt(0x10000);
            info.putInt(word(parts[0]) << 16 | word(parts[1])).putInt(word(parts[2]) << 16 | word(parts[3]));
            return info.array();
        }

        private static int word(String number) {
            return Integer.parseInt(number) & 0xffff;
        }

        private static byte[] block(String name, int valueLength, int type, byte[] value, List<byte[]> children) {
            ByteBuffer block = ByteBuffer.allocate(0x10000).order(ByteOrder.LITTLE_ENDIAN);
            block.position(2);
            block.putShort((short) valueLength).putShort((short) type).put((name + '\0').getBytes(UTF_16LE));
            block.position(roundUp(block.position(), 4));
            block.put(value);
            for (byte[] child : children) {
                block.position(roundUp(block.position(), 4));
                block.put(child);
            }
            block.putShort(0, (short) block.position());
            byte[] bytes = new byte[block.position()];
            block.get(0, bytes);
            return bytes;
        }
    }
}
