package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of a PE image, 32 or 64 bit: where its sections lie and where its resources begin. Of a file it is strict:
 * a section or a certificate table that reaches beyond the file's end makes the file malformed, so that a truncated file
 * is never taken for a whole one. In a process's memory the loader has laid the image out by its addresses, and neither
 * section table nor certificates matter. (PE Format, Microsoft Learn.)
 */
final class PeImage {

    private static final int DOS_MAGIC = 0x5a4d;
    private static final int PE_SIGNATURE = 0x4550;
    private static final int PE32 = 0x10b;
    private static final int PE32_PLUS = 0x20b;
    private static final int DOS_HEADER = 64;
    private static final int COFF_HEADER = 24; // with the signature before it
    private static final int SECTION_HEADER = 40;
    private static final int MAX_SECTIONS = 96; // the most that Windows loads, by the specification
    private static final int MAX_OPTIONAL_HEADER = 4096;
    private static final int SIZE_OF_IMAGE = 56; // in the optional header, of both widths
    private static final int RESOURCES = 2;
    private static final int CERTIFICATES = 4;

    private final PeBytes bytes;
    private final int machine;
    private final List<Section> sections;
    private final Optional<Range> resources;

    private PeImage(PeBytes bytes, int machine, List<Section> sections, Optional<Range> resources) {
        this.bytes = bytes;
        this.machine = machine;
        this.sections = List.copyOf(sections);
        this.resources = resources;
    }

    /** The image as a file has it. */
    static PeImage read(PeBytes file) throws IOException, MalformedPeException {
        Headers headers = Headers.read(file);
        List<Section> sections = readSections(file, headers.sectionTable(), headers.sectionCount());
        requireWhole(file, directory(headers.optional(), CERTIFICATES));
        return new PeImage(file, headers.machine(), sections, directory(headers.optional(), RESOURCES));
    }

    /** The image as the loader has laid it out in memory: offset and address are one. */
    static PeImage mapped(PeBytes memory) throws IOException, MalformedPeException {
        Headers headers = Headers.read(memory);
        Optional<Range> resources = directory(headers.optional(), RESOURCES);
        long size = Integer.toUnsignedLong(headers.optional().getInt(SIZE_OF_IMAGE));
        return new PeImage(memory, headers.machine(), List.of(new Section(0, size, 0)), resources);
    }

    /** The processor that the image is for (IMAGE_FILE_MACHINE_...). */
    int machine() {
        return machine;
    }

    /** The resource directory; empty where the image has none. */
    Optional<Range> resources() {
        return resources;
    }

    /** The bytes of a range of the image, which must lie in one section. */
    ByteBuffer read(String what, long rva, long length) throws IOException, MalformedPeException {
        for (Section section : sections) {
            long within = rva - section.rva();
            if (within >= 0 && within < section.rawSize()) {
                if (length > section.rawSize() - within) {
                    throw new MalformedPeException(
                            what,
                            length + " bytes at address " + rva,
                            section.rawSize() - within + " bytes to the end of the section");
                }
                return bytes.read(what, section.rawOffset() + within, length);
            }
        }
        throw new MalformedPeException(what, "an address inside a section", "address " + rva);
    }

    private static List<Section> readSections(PeBytes file, long offset, int count)
            throws IOException, MalformedPeException {
        ByteBuffer table = file.read("section table", offset, (long) count * SECTION_HEADER);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * SECTION_HEADER;
            Section section = new Section(
                    Integer.toUnsignedLong(table.getInt(at + 12)),
                    Integer.toUnsignedLong(table.getInt(at + 16)),
                    Integer.toUnsignedLong(table.getInt(at + 20)));
            if (section.rawOffset() == 0) {
                continue; // nothing of it is in the file, whatever the size says (old linkers, .bss)
            }
            if (section.rawOffset() + section.rawSize() > file.size()) {
                throw new MalformedPeException(
                        "section " + (i + 1),
                        section.rawSize() + " bytes at offset " + section.rawOffset(),
                        "a file of " + file.size() + " bytes");
            }
            sections.add(section);
        }
        return sections;
    }

    private static Optional<Range> directory(ByteBuffer optional, int index) throws MalformedPeException {
        if (optional.limit() < 2) {
            throw new MalformedPeException("optional header", "a magic number", optional.limit() + " bytes");
        }
        int magic = optional.getShort(0) & 0xffff;
        if (magic != PE32 && magic != PE32_PLUS) {
            throw new MalformedPeException(
                    "optional header", "magic 0x10b or 0x20b", "0x" + Integer.toHexString(magic));
        }
        int countAt = magic == PE32 ? 92 : 108;
        if (optional.limit() < countAt + 4) {
            throw new MalformedPeException(
                    "optional header", "at least " + (countAt + 4) + " bytes", optional.limit() + " bytes");
        }
        long count = Integer.toUnsignedLong(optional.getInt(countAt));
        if (index >= count) {
            return Optional.empty();
        }
        int at = countAt + 4 + index * 8;
        if (optional.limit() < at + 8) {
            throw new MalformedPeException(
                    "optional header", "room for " + count + " data directories", optional.limit() + " bytes");
        }
        Range range =
                new Range(Integer.toUnsignedLong(optional.getInt(at)), Integer.toUnsignedLong(optional.getInt(at + 4)));
        return range.address() == 0 ? Optional.empty() : Optional.of(range);
    }

    /** The certificate table is the one directory that is given by file offset, and lies behind all sections. */
    private static void requireWhole(PeBytes file, Optional<Range> certificates) throws MalformedPeException {
        if (certificates.isPresent()) {
            Range range = certificates.get();
            if (range.address() + range.size() > file.size()) {
                throw new MalformedPeException(
                        "certificate table",
                        range.size() + " bytes at offset " + range.address(),
                        "a file of " + file.size() + " bytes");
            }
        }
    }

    private static void require(String what, String name, int found, int expected) throws MalformedPeException {
        if (found != expected) {
            throw new MalformedPeException(
                    what, name + " (0x" + Integer.toHexString(expected) + ")", "0x" + Integer.toHexString(found));
        }
    }

    /** Address and size as a data directory gives them. */
    record Range(long address, long size) {}

    private record Section(long rva, long rawSize, long rawOffset) {}

    /** @param sectionTable its offset */
    private record Headers(int machine, int sectionCount, long sectionTable, ByteBuffer optional) {
        static Headers read(PeBytes bytes) throws IOException, MalformedPeException {
            ByteBuffer dos = bytes.read("DOS header", 0, DOS_HEADER);
            require("DOS header", "MZ", dos.getShort(0) & 0xffff, DOS_MAGIC);
            long start = Integer.toUnsignedLong(dos.getInt(0x3c));
            if (start < DOS_HEADER) {
                throw new MalformedPeException("DOS header", "PE header behind it", "PE header at offset " + start);
            }
            ByteBuffer coff = bytes.read("PE header", start, COFF_HEADER);
            require("PE header", "PE signature", coff.getInt(0), PE_SIGNATURE);
            int machine = coff.getShort(4) & 0xffff;
            int sectionCount = coff.getShort(6) & 0xffff;
            int optionalSize = coff.getShort(20) & 0xffff;
            if (sectionCount > MAX_SECTIONS || optionalSize > MAX_OPTIONAL_HEADER) {
                throw new MalformedPeException(
                        "PE header",
                        "at most " + MAX_SECTIONS + " sections and " + MAX_OPTIONAL_HEADER
                                + " bytes of optional header",
                        sectionCount + " and " + optionalSize);
            }
            ByteBuffer optional = bytes.read("optional header", start + COFF_HEADER, optionalSize);
            return new Headers(machine, sectionCount, start + COFF_HEADER + optionalSize, optional);
        }
    }
}
