package dev.patchproof.probe.collector;

/** Hears how far a collector is; collectors may call it from several threads. */
public interface Progress {

    /**
     * Some work is done.
     *
     * @param units in the measure of {@link Collector#work}
     * @param what is being read, in a word or a path
     */
    void advance(long units, String what);
}
