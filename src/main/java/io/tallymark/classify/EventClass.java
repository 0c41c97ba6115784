package io.tallymark.classify;

/** What an event was taken for. */
public enum EventClass {
    /** Nothing speaks for a machine. */
    HUMAN,
    /** A program loaded it on a reader's behalf, which hides whether, when or where somebody read. */
    PROXY,
    /** A program on nobody's behalf in particular: security scanners, bots, previews, tools. */
    SCANNER,
    /** The same person's same request again within moments. */
    DUPLICATE,
    /** The sender's own people. */
    INTERNAL_TEST,
    /** No verdict yet. Never the result of a {@link Classifier}. */
    UNDECIDED
}
