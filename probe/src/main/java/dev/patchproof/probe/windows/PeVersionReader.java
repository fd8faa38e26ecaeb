package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a PE file's version resource from its own bytes. The operating system's version call is no substitute: it can
 * answer for another file of the same name that is loaded, and merges strings of language files.
 *
 * <p>Findings: exists; does not exist where a whole PE file has no version resource; MALFORMED where the bytes are not
 * those of a whole PE file; AMBIGUOUS where the resource's languages contradict each other. Reads a bounded number of
 * bytes, whatever the file claims.
 */
final class PeVersionReader {

    private static final int RT_VERSION = 16;
    private static final int VS_VERSION_INFO = 1;
    private static final int MAX_RESOURCE = 0x10000; // its own length field has 16 bits

    private PeVersionReader() {}

    /** @throws IOException where reading itself failed */
    static PeVersion read(SeekableByteChannel file) throws IOException {
        try {
            return version(PeImage.read(new PeBytes(file)));
        } catch (MalformedPeException e) {
            return PeVersion.both(malformed(e));
        }
    }

    /** The fixed version alone, of an image in memory. */
    static Finding<String> fixedVersion(PeImage image) throws IOException {
        try {
            return version(image).fixedVersion();
        } catch (MalformedPeException e) {
            return malformed(e);
        }
    }

    static <T> Finding<T> malformed(MalformedPeException e) {
        return Finding.error("MALFORMED", String.valueOf(e.getMessage()));
    }

    private static PeVersion version(PeImage image) throws IOException, MalformedPeException {
        List<VersionResource> languages = languages(image);
        return new PeVersion(
                agreed(languages, VersionResource::fixedVersion), agreed(languages, VersionResource::versionString));
    }

    private static List<VersionResource> languages(PeImage image) throws IOException, MalformedPeException {
        Optional<PeImage.Range> directory = image.resources();
        List<VersionResource> languages = new ArrayList<>();
        if (directory.isPresent()) {
            for (PeImage.Range data : new ResourceTree(image, directory.get()).find(RT_VERSION, VS_VERSION_INFO)) {
                if (data.size() > MAX_RESOURCE) {
                    throw new MalformedPeException(
                            "version resource", "at most " + MAX_RESOURCE + " bytes", data.size() + " bytes");
                }
                languages.add(VersionResource.read(image.read("version resource", data.address(), data.size())));
            }
        }
        return languages;
    }

    private static Finding<String> agreed(List<VersionResource> languages, Part part) {
        Set<String> found = new LinkedHashSet<>();
        try {
            for (VersionResource language : languages) {
                part.of(language).ifPresent(found::add);
            }
        } catch (MalformedPeException e) {
            return malformed(e);
        }
        if (found.size() > 1) {
            return Finding.error(
                    "AMBIGUOUS",
                    "the languages of the version resource disagree: "
                            + found.stream().limit(2).collect(Collectors.joining(" and ")));
        }
        return found.stream().findFirst().map(Finding::exists).orElseGet(Finding::doesNotExist);
    }

    private interface Part {
        Optional<String> of(VersionResource resource) throws MalformedPeException;
    }
}
