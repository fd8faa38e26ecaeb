package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The start of the running Windows.
 *
 * @param at empty where it is not known
 */
record WindowsStart(Optional<Instant> at) {
    /**
     * How long a start works on what was put off to it (MoveFileEx with MOVEFILE_DELAY_UNTIL_REBOOT, pending.xml). That is
     * before any program is started, and later than the boot time: what came when one ran already is somebody's who was
     * quick. How long it takes was not seen on a real Windows.
     */
    private static final Duration STARTUP = Duration.ofMinutes(10);

    WindowsStart {
        requireNonNull(at, "at");
    }

    /**
     * While a virtual machine is held its uptime stands still, and the start that is computed from it moves: what came
     * after the start would seem to have come before. The times at which programs were started do not move.
     */
    static WindowsStart of(Evidence evidence, ProgramsInMemory programs) {
        return new WindowsStart(evidence.system()
                .bootedAt()
                .<Optional<Instant>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty())
                .map(boot -> programs.firstStart().filter(boot::isAfter).orElse(boot)));
    }

    /** Whether a change can be its own work, by its time alone. */
    boolean mayHaveDone(Instant changed) {
        return at.filter(boot -> WindowsInForce.isAfter(changed, boot) && changed.isBefore(boot.plus(STARTUP)))
                .isPresent();
    }

    /** Whether it found what was written then; it writes some of its own keys in its first minutes. */
    boolean hasSeen(Instant written) {
        return at.filter(boot -> written.isBefore(boot.plus(STARTUP))).isPresent();
    }
}
