package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel that runs, by the package version that Debian writes into {@code uname -v}. */
record RunningKernel(Setting setting, Finding<String> runningVersion) {
    private static final Pattern PACKAGE_VERSION = Pattern.compile("\\bDebian (\\S+)");

    RunningKernel {
        requireNonNull(setting, "setting");
        requireNonNull(runningVersion, "runningVersion");
    }

    LayerAppraisal atLeast(DebianVersion fixed) {
        if (setting == Setting.OFFLINE_ROOT) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_THE_RUNNING_SYSTEM, "");
        }
        return runningVersion.<LayerAppraisal>fold(
                text -> atLeast(fixed, text),
                () -> unknown(LayerResult.UNKNOWN, fixed, ""),
                missing -> unknown(LayerResult.NOT_EVALUATED, fixed, missing.detail()),
                failed -> unknown(LayerResult.UNKNOWN, fixed, failed.code()));
    }

    /** False too where it cannot be told. */
    boolean isOfSeries(String series) {
        return runningVersion.<Boolean>fold(
                text -> packageVersion(text)
                        .filter(version -> version.series().equals(series))
                        .isPresent(),
                () -> false,
                missing -> false,
                failed -> false);
    }

    /** Whether a kernel runs here that does not say it is Debian's: of a hypervisor, of WSL, self-made. */
    boolean isOfAnotherMaker() {
        return setting == Setting.LIVE
                && runningVersion.<Boolean>fold(
                        text -> packageVersion(text).isEmpty(), () -> false, missing -> false, failed -> false);
    }

    private static LayerAppraisal atLeast(DebianVersion fixed, String text) {
        Optional<DebianVersion> running = packageVersion(text);
        if (running.isEmpty()) {
            return unknown(LayerResult.UNKNOWN, fixed, text);
        }
        DebianVersion version = running.get();
        if (version.compareTo(fixed) < 0) {
            return LayerAppraisal.of(
                    LayerResult.FALSE, ReasonCode.KERNEL_RUNNING_OLDER, "", fixed.toString(), version.toString());
        }
        return version.series().equals(fixed.series())
                ? LayerAppraisal.of(
                        LayerResult.TRUE, ReasonCode.KERNEL_RUNNING, "", fixed.toString(), version.toString())
                : LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.KERNEL_FROM_OTHER_SERIES,
                        "",
                        fixed.toString(),
                        version.toString());
    }

    private static Optional<DebianVersion> packageVersion(String text) {
        Matcher matcher = PACKAGE_VERSION.matcher(text);
        try {
            return matcher.find() ? Optional.of(new DebianVersion(matcher.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LayerAppraisal unknown(LayerResult result, DebianVersion fixed, String found) {
        return LayerAppraisal.of(result, ReasonCode.KERNEL_RUNNING_UNKNOWN, "", fixed.toString(), found);
    }
}
