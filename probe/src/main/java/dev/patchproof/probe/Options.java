package dev.patchproof.probe;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the person at the command line asked for.
 *
 * @param portal address of the portal; empty where the jar knows it
 * @param agreed to sending, in advance
 * @param root an off-line root in place of the running system
 * @param identity a device certificate to sign with; empty: the key of this installation signs
 * @param save where the signed token is written
 */
record Options(
        Optional<String> portal,
        boolean agreed,
        Mode mode,
        boolean json,
        Optional<Path> root,
        Optional<Path> save,
        Optional<IdentityOption> identity) {

    /** Those of somebody who gave none. */
    static final Options NONE = new Options(
            Optional.empty(), false, Mode.CHECK, false, Optional.empty(), Optional.empty(), Optional.empty());

    /** How far a run goes. */
    enum Mode {
        /** Evidence is shown, agreed to and sent. */
        CHECK,
        /** Everything is shown, nothing is sent but the question for a plan. */
        DRY_RUN,
        /** The payload alone is printed or saved; nothing is sent but the question for a plan. */
        EVIDENCE_ONLY
    }
}
