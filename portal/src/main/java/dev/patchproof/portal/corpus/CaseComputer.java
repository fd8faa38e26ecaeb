package dev.patchproof.portal.corpus;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Evidence;

/**
 * One computer of a case.
 *
 * @param name a few words, unlike those of the case's other computers
 * @param words what it is, in one sentence
 * @param evidence what the probe would have sent
 * @param expected what Patchproof must say of it
 */
public record CaseComputer(String name, String words, Evidence evidence, ExpectedResult expected) {
    public CaseComputer {
        requireNonNull(name, "name");
        requireNonNull(words, "words");
        requireNonNull(evidence, "evidence");
        requireNonNull(expected, "expected");
    }
}
