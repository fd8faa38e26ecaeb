package dev.patchproof.evidence;

/** What a test expects to be there. */
public final class Existing {
    private Existing() {}

    /**
     * The value.
     *
     * @throws AssertionError with what was found in its place
     */
    public static <T> T of(Finding<T> finding) {
        return finding.fold(
                value -> value,
                () -> {
                    throw new AssertionError("does not exist");
                },
                missing -> {
                    throw new AssertionError(missing);
                },
                failed -> {
                    throw new AssertionError(failed);
                });
    }
}
