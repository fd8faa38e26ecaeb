package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A file of a package that is not as recorded, or that this user could not compare. */
final class DifferingFiles {
    /** The only error that the named limit is for: a folder or a broken link in place of a file is something else. */
    private static final String DENIED = "ACCESS_DENIED";

    /** In place of the file stands another, which no package owns: it may have the hole or not. */
    private static final String DIVERTED = "DIVERTED";

    /** Change time and unpacking are of one clock, and of one file system more often than not. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(2);

    /**
     * Between unpacking and configuring lies one run of apt. A package may set an override for a file only then; the file
     * has it from the start at every later unpacking.
     */
    private static final Duration ONE_RUN_OF_APT = Duration.ofHours(1);

    private static final int READABLE_BY_OTHERS = 04;

    /**
     * Folders that polkitd closes to everybody else when it is configured, so that not even the dates of what is in them
     * can be seen. They hold polkit's rules: settings, which do not count against a package (as conffiles do not).
     */
    private static final Set<String> CLOSED_FOLDERS_OF_SETTINGS =
            Set.of("/usr/share/polkit-1/rules.d/", "/var/lib/polkit-1/");

    private DifferingFiles() {}

    static LayerAppraisal of(DifferingFile file, DebianPackage owner) {
        return file.found()
                .<LayerAppraisal>fold(
                        digest -> LayerAppraisal.of(
                                LayerResult.FALSE,
                                ReasonCode.PACKAGE_FILE_ALTERED,
                                file.path(),
                                file.recorded(),
                                digest),
                        () -> LayerAppraisal.of(
                                LayerResult.FALSE, ReasonCode.PACKAGE_FILE_MISSING, file.path(), file.recorded(), ""),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED,
                                ReasonCode.FILE_NOT_COLLECTED,
                                file.path(),
                                file.recorded(),
                                missing.detail()),
                        failed -> unreadable(file, owner, failed.code()));
    }

    private static LayerAppraisal unreadable(DifferingFile file, DebianPackage owner, String code) {
        if (code.equals(DIVERTED)) {
            return LayerAppraisal.of(
                    LayerResult.UNKNOWN, ReasonCode.PACKAGE_FILE_DIVERTED, file.path(), file.recorded(), "");
        }
        if (!code.equals(DENIED)) {
            return unreadable(LayerResult.UNKNOWN, ReasonCode.PACKAGE_FILE_UNREADABLE, file, code);
        }
        if (isHiddenSetting(file)) {
            return unreadable(LayerResult.NOT_APPLICABLE, ReasonCode.PACKAGE_FILE_IN_CLOSED_FOLDER, file, code);
        }
        return isUntouched(file, owner)
                ? unreadable(LayerResult.TRUE, ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED, file, code)
                : unreadable(LayerResult.UNKNOWN, ReasonCode.PACKAGE_FILE_UNREADABLE, file, code);
    }

    private static LayerAppraisal unreadable(LayerResult result, ReasonCode code, DifferingFile file, String error) {
        return LayerAppraisal.of(result, code, file.path(), "", error);
    }

    /** The named limit: an unprivileged probe may not read it, and nobody touched it since it was unpacked. */
    private static boolean isUntouched(DifferingFile file, DebianPackage owner) {
        Optional<Instant> changed = known(file.changedAt());
        Optional<Instant> unpacked = known(owner.unpackedAt());
        if (changed.isEmpty() || unpacked.isEmpty()) {
            return false;
        }
        Duration allowed = isExplained(file) ? ONE_RUN_OF_APT : CLOCK_MARGIN;
        return !changed.get().isAfter(unpacked.get().plus(allowed));
    }

    /** An override that keeps other users out is why the file cannot be read, and why its inode was changed once. */
    private static boolean isExplained(DifferingFile file) {
        return file.modeOverride()
                .<Boolean>fold(DifferingFiles::keepsOthersOut, () -> false, missing -> false, failed -> false);
    }

    private static boolean keepsOthersOut(String mode) {
        return mode.matches("[0-7]{1,6}") && (Integer.parseInt(mode, 8) & READABLE_BY_OTHERS) == 0;
    }

    private static boolean isHiddenSetting(DifferingFile file) {
        boolean hidden = file.changedAt()
                .<Boolean>fold(changed -> false, () -> false, missing -> false, failed -> failed.code()
                        .equals(DENIED));
        return hidden && CLOSED_FOLDERS_OF_SETTINGS.stream().anyMatch(file.path()::startsWith);
    }

    private static Optional<Instant> known(Finding<Instant> time) {
        return time.<Stream<Instant>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of())
                .findFirst();
    }
}
