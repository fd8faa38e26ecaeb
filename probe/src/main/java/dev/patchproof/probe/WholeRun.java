package dev.patchproof.probe;

import dev.patchproof.probe.conversation.Conversation;
import dev.patchproof.probe.trust.TrustException;
import java.io.PrintStream;

/** A check whatever becomes of it: every failure ends in one message to the person and an exit code. */
final class WholeRun {
    private final Setup setup;
    private final Conversation conversation;
    private final PrintStream traces;

    /** @param traces where {@code -Dpatchproof.debug} shows the place of a failure */
    WholeRun(Setup setup, Conversation conversation, PrintStream traces) {
        this.setup = setup;
        this.conversation = conversation;
        this.traces = traces;
    }

    ExitCode run(Options options) {
        try {
            return new CheckRun(setup, options, conversation).run();
        } catch (UsageException e) {
            return fail(e, ExitCode.USAGE);
        } catch (PortalException e) {
            return fail(e, e.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.REFUSED);
        } catch (PlanRefusedException e) {
            return fail(e, ExitCode.REFUSED);
        } catch (TrustException e) {
            return fail(e, code(e.reason()));
        } catch (InterruptedException e) {
            conversation.ends("Stopped: no evidence was sent, and there is no verdict.");
            return ExitCode.NO_PROOF;
        } catch (RuntimeException e) {
            trace(e);
            return fail("The probe failed: " + e + " (java -Dpatchproof.debug shows where)", ExitCode.INTERNAL);
        }
    }

    private static ExitCode code(TrustException.Reason reason) {
        if (reason == TrustException.Reason.DEVICE_KEY) {
            return ExitCode.INTERNAL;
        }
        return reason == TrustException.Reason.IDENTITY ? ExitCode.USAGE : ExitCode.REFUSED;
    }

    private ExitCode fail(Exception failure, ExitCode code) {
        trace(failure);
        return fail(String.valueOf(failure.getMessage()), code);
    }

    private ExitCode fail(String message, ExitCode code) {
        conversation.fails(Terminal.plain(message), code.advice());
        return code;
    }

    private void trace(Exception failure) {
        if (System.getProperty("patchproof.debug") != null) {
            failure.printStackTrace(traces);
        }
    }
}
