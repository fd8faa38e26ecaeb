package dev.patchproof.probe.conversation;

/** Shows how far the reading is. */
public interface Gauge {

    /**
     * There is news. Called for each percent once, from any thread.
     *
     * @param percent of the work, which is measured in bytes where files are read
     * @param what is being read, as it came
     */
    void show(int percent, String what);

    /** Reading is over. The person cannot stop it from here on. */
    void finish();
}
