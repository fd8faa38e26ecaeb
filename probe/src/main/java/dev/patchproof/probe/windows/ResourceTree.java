package dev.patchproof.probe.windows;

import dev.patchproof.probe.windows.PeImage.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The resource directory of a PE file: three levels, type, name and language, and never more, so no walk can be endless.
 * A directory that leads back to one above it is malformed.
 */
final class ResourceTree {

    private static final long DIRECTORY_FLAG = 0x8000_0000L;
    private static final int HEADER = 16;
    private static final int ENTRY = 8;
    private static final int DATA_ENTRY = 16;
    private static final int MAX_LANGUAGES = 256;

    private final PeImage image;
    private final long root;

    ResourceTree(PeImage image, Range directory) {
        this.image = image;
        this.root = directory.address();
    }

    /** Where the data of a resource lie, one range per language; empty where no entry of that type is there. */
    List<Range> find(int type, int name) throws IOException, MalformedPeException {
        Optional<Entry> typeEntry = entry(0, "resource types", type);
        if (typeEntry.isEmpty()) {
            return List.of();
        }
        long names = subdirectory("resource type " + type, typeEntry.get(), List.of(0L));
        // A file with a version resource under another name is odd enough not to be called a file without one.
        Entry nameEntry = entry(names, "resource names", name)
                .orElseThrow(() -> new MalformedPeException(
                        "resource type " + type, "an entry named " + name, "entries with other names only"));
        long languages = subdirectory("resource name " + name, nameEntry, List.of(0L, names));
        List<Entry> leaves = entries(languages, "resource languages");
        if (leaves.isEmpty() || leaves.size() > MAX_LANGUAGES) {
            throw new MalformedPeException(
                    "resource languages", "1 to " + MAX_LANGUAGES + " entries", leaves.size() + " entries");
        }
        List<Range> found = new ArrayList<>();
        for (Entry leaf : leaves) {
            if (leaf.isDirectory()) {
                throw new MalformedPeException(
                        "resource language " + leaf.id(), "data", "a directory at offset " + leaf.offset());
            }
            ByteBuffer data = image.read("resource data entry", root + leaf.offset(), DATA_ENTRY);
            found.add(new Range(Integer.toUnsignedLong(data.getInt(0)), Integer.toUnsignedLong(data.getInt(4))));
        }
        return found;
    }

    private static long subdirectory(String what, Entry entry, List<Long> above) throws MalformedPeException {
        if (!entry.isDirectory()) {
            throw new MalformedPeException(what, "a directory", "data at offset " + entry.offset());
        }
        if (above.contains(entry.offset())) {
            throw new MalformedPeException(what, "a directory of its own", "a loop back to offset " + entry.offset());
        }
        return entry.offset();
    }

    private Optional<Entry> entry(long directory, String what, int id) throws IOException, MalformedPeException {
        return entries(directory, what).stream()
                .filter(entry -> entry.id() == id)
                .findFirst();
    }

    /** The numbered entries of a directory. They are sorted: Windows looks them up by halving. */
    private List<Entry> entries(long directory, String what) throws IOException, MalformedPeException {
        ByteBuffer header = image.read(what, root + directory, HEADER);
        int named = header.getShort(12) & 0xffff;
        int numbered = header.getShort(14) & 0xffff;
        ByteBuffer table = image.read(what, root + directory + HEADER, (long) (named + numbered) * ENTRY);
        List<Entry> entries = new ArrayList<>();
        long last = -1;
        for (int i = named; i < named + numbered; i++) {
            Entry entry = new Entry(
                    Integer.toUnsignedLong(table.getInt(i * ENTRY)),
                    Integer.toUnsignedLong(table.getInt(i * ENTRY + 4)));
            if (entry.id() <= last || entry.id() > 0xffff) {
                throw new MalformedPeException(
                        what, "ascending 16-bit numbers", "number " + entry.id() + " behind " + last);
            }
            last = entry.id();
            entries.add(entry);
        }
        return entries;
    }

    private record Entry(long id, long target) {
        boolean isDirectory() {
            return (target & DIRECTORY_FLAG) != 0;
        }

        long offset() {
            return target & ~DIRECTORY_FLAG;
        }
    }
}
