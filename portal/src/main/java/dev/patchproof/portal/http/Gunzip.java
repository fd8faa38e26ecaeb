package dev.patchproof.portal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Expands gzip (RFC 1952): one member, whole, and nothing after it. The JDK's stream would read on into further members and
 * pass over what is none, so that one body could be two.
 */
final class Gunzip {
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private Gunzip() {}

    /**
     * Expands.
     *
     * @param limit bytes that come out at most; no more than one piece above it is ever expanded
     * @param meter hears of them
     * @throws ProblemException 413 above the limit, 400 where it is not gzip
     */
    static byte[] expand(byte[] packed, int limit, BodyMeter meter) {
        int start = headerEnd(packed);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, start, packed.length - start);
            byte[] expanded = inflate(inflater, limit, meter);
            requireTrailer(packed, inflater.getRemaining(), expanded);
            return expanded;
        } catch (DataFormatException e) {
            throw malformed("its data are damaged");
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, int limit, BodyMeter meter) throws DataFormatException {
        ByteArrayOutputStream expanded = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        while (!inflater.finished()) {
            int length = inflater.inflate(piece);
            if (length == 0 && !inflater.finished()) {
                throw malformed("it ends early"); // or asks for a dictionary, which gzip has none of
            }
            meter.count(length);
            expanded.write(piece, 0, length);
            if (expanded.size() > limit) {
                throw new ProblemException(BodyLimit.tooLarge(limit));
            }
        }
        return expanded.toByteArray();
    }

    private static int headerEnd(byte[] packed) {
        if (packed.length < FIXED_HEADER
                || (packed[0] & 0xff) != 0x1f
                || (packed[1] & 0xff) != 0x8b
                || packed[2] != DEFLATE
                || (packed[3] & RESERVED) != 0) {
            throw malformed("it does not begin as gzip does");
        }
        int flags = packed[3];
        int end = FIXED_HEADER;
        if ((flags & EXTRA) != 0) {
            requireBytes(packed, end + 2);
            end += 2 + (packed[end] & 0xff) + ((packed[end + 1] & 0xff) << 8);
        }
        if ((flags & NAME) != 0) {
            end = afterZero(packed, end);
        }
        if ((flags & COMMENT) != 0) {
            end = afterZero(packed, end);
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            requireBytes(packed, end + 2);
            CRC32 checksum = new CRC32();
            checksum.update(packed, 0, end);
            if (((packed[end] & 0xff) | (packed[end + 1] & 0xff) << 8) != (checksum.getValue() & 0xffff)) {
                throw malformed("its header is damaged");
            }
            end += 2;
        }
        requireBytes(packed, end);
        return end;
    }

    private static int afterZero(byte[] packed, int from) {
        int end = from;
        while (end < packed.length && packed[end] != 0) {
            end++;
        }
        requireBytes(packed, end + 1);
        return end + 1;
    }

    private static void requireBytes(byte[] packed, int end) {
        if (end > packed.length) {
            throw malformed("it ends early");
        }
    }

    private static void requireTrailer(byte[] packed, int remaining, byte[] expanded) {
        if (remaining != TRAILER) {
            throw malformed(remaining < TRAILER ? "it ends early" : "more comes after it");
        }
        ByteBuffer trailer = ByteBuffer.wrap(Arrays.copyOfRange(packed, packed.length - TRAILER, packed.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        CRC32 checksum = new CRC32();
        checksum.update(expanded);
        if (trailer.getInt() != (int) checksum.getValue() || trailer.getInt() != expanded.length) {
            throw malformed("its checksum or length is wrong");
        }
    }

    private static ProblemException malformed(String found) {
        return new ProblemException(new Problem(
                "body-malformed", 400, "The body cannot be read", "One member of gzip expected; " + found + "."));
    }
}
