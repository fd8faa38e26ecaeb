package dev.patchproof.probe.collector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the disk one run reads at most, whatever the plan asks and whatever lies there. Counted over all queries and
 * threads; when it is spent nothing more is read, and what is left is an error (LIMIT_REACHED): what somebody made too long to read is
 * neither proven nor merely unasked.
 */
public final class ReadBudget {
    /** In bytes: several times what an operating system with all its packages holds. */
    public static final long OF_ONE_RUN = 128L << 30;

    private final long bytes;
    private final AtomicLong left;

    public ReadBudget(long bytes) {
        this.bytes = bytes;
        this.left = new AtomicLong(bytes);
    }

    public static ReadBudget ofOneRun() {
        return new ReadBudget(OF_ONE_RUN);
    }

    /** Whether these bytes may be read on top of what was read before; once it says no it says no for good. */
    public boolean allows(long more) {
        return left.addAndGet(-more) >= 0;
    }

    /** Whether nothing more may be read. */
    public boolean isSpent() {
        return left.get() < 0;
    }

    /** For people: why something was not read. */
    public String reason() {
        return "this run has read " + bytes + " bytes, and may read no more";
    }
}
