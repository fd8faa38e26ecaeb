package dev.patchproof.probe;

import dev.patchproof.probe.conversation.Conversation;
import dev.patchproof.probe.conversation.Gauge;
import dev.patchproof.probe.conversation.Introduction;
import dev.patchproof.probe.conversation.Offer;
import dev.patchproof.probe.conversation.Verdict;
import java.util.List;
import java.util.Locale;

/** The check's talk at a terminal, or into a pipe, where nobody is asked anything. */
final class TerminalConversation implements Conversation {
    private final Terminal terminal;
    private final Terminal talk;

    /** @param aside whether talk goes to the error stream, since a program reads the result */
    TerminalConversation(Terminal terminal, boolean aside) {
        this.terminal = terminal;
        this.talk = aside ? terminal.talkingAside() : terminal;
    }

    @Override
    public boolean someoneIsThere() {
        return terminal.someoneIsThere();
    }

    @Override
    public void remark(String text) {
        talk.say(text);
    }

    @Override
    public void result(String text) {
        terminal.say(text);
    }

    /** Goes on at once: whoever typed the command has asked for it. */
    @Override
    public boolean begins(Introduction introduction) {
        talk.say("Portal " + introduction.portal() + ", check " + introduction.checkId());
        if (!introduction.encrypted()) {
            talk.say("The way to this portal is not encrypted.");
        }
        talk.say("To know what to ask, the portal is told first:");
        indented(introduction.product());
        return true;
    }

    @Override
    public boolean wantsNewCheck(String why) {
        talk.say(why);
        return isYes(answer("Start a new check of this computer now? [y/N] "));
    }

    @Override
    public Gauge reading() {
        return new ProgressBar(terminal.progressStream(), terminal.someoneIsThere());
    }

    @Override
    public boolean agrees(Offer offer) {
        talk.say(offer.heading());
        indented(offer.summary());
        while (true) {
            String answer = answer("Send it? [y/N, s shows all of it] ");
            if (!answer.equals("s")) {
                return isYes(answer);
            }
            talk.say(offer.whole().get());
        }
    }

    /** Takes too little time at a terminal to be worth a line. */
    @Override
    public void sending() {}

    @Override
    public void verdict(Verdict verdict) {
        terminal.say("");
        terminal.say("What the system claims:    " + verdict.claimed());
        terminal.say("What Patchproof found:     " + verdict.found());
        terminal.say("The reasons, update by update: " + verdict.link());
    }

    @Override
    public void ends(String why) {
        talk.say(why);
    }

    /** The message alone: scripts expect one line. */
    @Override
    public void fails(String message, String advice) {
        terminal.warn(message);
    }

    private void indented(List<String> lines) {
        lines.forEach(line -> talk.say("  " + line));
    }

    private String answer(String question) {
        return terminal.ask(question).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isYes(String answer) {
        return answer.equals("y") || answer.equals("yes");
    }
}
