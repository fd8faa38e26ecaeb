package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel that runs, by its package version: Debian writes it into {@code uname -v}, Ubuntu into
 * /proc/version_signature.
 *
 * @param text where the version stands
 * @param form what it looks like there
 */
record RunningKernel(Setting setting, Finding<String> text, Pattern form) {
    /** {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1 (2025-05-22)}. */
    private static final Pattern DEBIAN = Pattern.compile("\\bDebian (?<version>\\S+)(?<flavour>)");

    /** {@code Ubuntu 5.15.0-94.104-generic 5.15.136}. */
    private static final Pattern UBUNTU =
            Pattern.compile("^Ubuntu (?<version>\\d\\S*?)-(?<flavour>[a-z][a-z0-9-]*)(?: .*)?$");

    RunningKernel {
        requireNonNull(setting, "setting");
        requireNonNull(text, "text");
        requireNonNull(form, "form");
    }

    static RunningKernel of(Setting setting, OsFamily family, LinuxKernelFact fact) {
        return family == OsFamily.UBUNTU
                ? new RunningKernel(setting, fact.signature(), UBUNTU)
                : new RunningKernel(setting, fact.runningVersion(), DEBIAN);
    }

    /** @param flavours whose versions are of the fixed one's line; empty where flavours are not told apart */
    LayerAppraisal atLeast(DebianVersion fixed, Set<String> flavours) {
        if (setting == Setting.OFFLINE_ROOT) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_THE_RUNNING_SYSTEM, "");
        }
        return text.<LayerAppraisal>fold(
                found -> atLeast(fixed, flavours, found),
                () -> unknown(LayerResult.UNKNOWN, fixed, ""),
                missing -> unknown(LayerResult.NOT_EVALUATED, fixed, missing.detail()),
                failed -> unknown(LayerResult.UNKNOWN, fixed, failed.code()));
    }

    /** False too where it cannot be told. */
    boolean isOfSeries(String series) {
        return version().filter(known -> known.series().equals(series)).isPresent();
    }

    /** Whether the kernel here does not say that it is the distribution's: of a hypervisor, of WSL, self-made, unread. */
    boolean isOfAnotherMaker() {
        return setting == Setting.LIVE && version().isEmpty();
    }

    /** Empty where the kernel does not tell. */
    Optional<DebianVersion> version() {
        return text.<Optional<DebianVersion>>fold(
                this::version, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    private LayerAppraisal atLeast(DebianVersion fixed, Set<String> flavours, String found) {
        Optional<DebianVersion> running = version(found);
        if (running.isEmpty()) {
            return unknown(LayerResult.UNKNOWN, fixed, found);
        }
        DebianVersion version = running.get();
        if (!flavours.isEmpty() && !flavours.contains(flavour(found))) {
            return otherSeries(fixed, found);
        }
        if (version.compareTo(fixed) < 0) {
            return LayerAppraisal.of(
                    LayerResult.FALSE, ReasonCode.KERNEL_RUNNING_OLDER, "", fixed.toString(), version.toString());
        }
        return version.series().equals(fixed.series())
                ? LayerAppraisal.of(
                        LayerResult.TRUE, ReasonCode.KERNEL_RUNNING, "", fixed.toString(), version.toString())
                : otherSeries(fixed, version.toString());
    }

    private static LayerAppraisal otherSeries(DebianVersion fixed, String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.KERNEL_FROM_OTHER_SERIES, "", fixed.toString(), found);
    }

    private Optional<DebianVersion> version(String found) {
        Matcher matcher = form.matcher(found);
        try {
            return matcher.find() ? Optional.of(new DebianVersion(matcher.group("version"))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String flavour(String found) {
        Matcher matcher = form.matcher(found);
        return matcher.find() ? matcher.group("flavour") : "";
    }

    private static LayerAppraisal unknown(LayerResult result, DebianVersion fixed, String found) {
        return LayerAppraisal.of(result, ReasonCode.KERNEL_RUNNING_UNKNOWN, "", fixed.toString(), found);
    }
}
