package dev.patchproof.portal.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Archives that are not what their own words say. */
final class DamagedArchives {
    private static final String TOP = "jdk-21-jre/";
    /** What a record of a ZIP's directory begins with. */
    private static final String RECORD = "PK\1\2";

    private DamagedArchives() {}

    static byte[] stored() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = "CONTENT".getBytes(StandardCharsets.US_ASCII);
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.setLevel(0);
            zip.putNextEntry(new java.util.zip.ZipEntry(TOP + "lib/modules"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Another size in the last record of the directory, which tells where files lie. */
    static byte[] withAnotherSize() throws IOException {
        byte[] whole = TestArchive.windows().zip();
        int record = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf(RECORD);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(record + 24, 99);
        return whole;
    }

    /** Each file's packed content goes on to where the directory begins, by the directory's own words. */
    static byte[] overlapping() throws IOException {
        TestArchive archive = TestArchive.windows();
        for (int i = 0; i < 20; i++) {
            archive.file(TOP + "lib/" + i, "one of many");
        }
        byte[] whole = archive.zip();
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        ByteBuffer zip = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        for (int record = text.indexOf(RECORD); record >= 0; record = text.indexOf(RECORD, record + 4)) {
            int local = zip.getInt(record + 42);
            int content = local + 30 + zip.getShort(local + 26) + zip.getShort(local + 28);
            if (zip.getInt(record + 24) > 0) {
                zip.putInt(record + 20, text.indexOf(RECORD) - content);
            }
        }
        return whole;
    }

    /** A tar entry of two gigabytes of nothing, packed a thousand times smaller. */
    static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] nothing = new byte[1 << 20];
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] header = new byte[512];
            System.arraycopy(TOP.getBytes(StandardCharsets.US_ASCII), 0, header, 0, TOP.length());
            header[TOP.length()] = 'x';
            byte[] size = "20000000000\0".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy("0000644\0".getBytes(StandardCharsets.US_ASCII), 0, header, 100, 8);
            System.arraycopy(size, 0, header, 124, size.length);
            header[156] = '0';
            Arrays.fill(header, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte one : header) {
                sum += Byte.toUnsignedInt(one);
            }
            System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
            gzip.write(header);
            for (int i = 0; i < 1030; i++) {
                gzip.write(nothing);
            }
        }
        return bytes.toByteArray();
    }
}
