package dev.patchproof.probe.conversation;

/**
 * One check's talk with the person at the computer, told by the thread that runs the check. Texts come without characters
 * that steer a terminal. Whoever answers by going away says no. A person who stops the run does so by interrupting that
 * thread.
 */
public interface Conversation {

    /** Whether anybody is there who can be asked. */
    boolean someoneIsThere();

    /** Says something about the run. */
    void remark(String text);

    /** Gives what the run was for, where that is no verdict: a program may read it. */
    void result(String text);

    /**
     * Says who asks and what the portal is told first; nothing was sent yet.
     *
     * @return whether to go on
     */
    boolean begins(Introduction introduction) throws InterruptedException;

    /**
     * Asks whether to begin again, since this check was used.
     *
     * @param why in a sentence, with the address of its result
     */
    boolean wantsNewCheck(String why) throws InterruptedException;

    /** Reading begins. */
    Gauge reading();

    /**
     * Shows what would be sent and asks; no evidence was sent yet.
     *
     * @return whether the person said yes, and nothing else
     */
    boolean agrees(Offer offer) throws InterruptedException;

    /** The evidence is on its way, and cannot be called back. */
    void sending();

    /** The portal has answered. */
    void verdict(Verdict verdict);

    /** The run ends without a verdict by the person's own wish. */
    void ends(String why);

    /**
     * The run has failed.
     *
     * @param message what was found and what was expected, in one line
     * @param advice what the person can do about it; empty where nothing
     */
    void fails(String message, String advice);
}
