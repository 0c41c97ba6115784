package io.tallymark.http;

import java.util.Map;

/** A part of the node that can say how it is; the health pages ask every one there is. */
public interface Probe {

    /**
     * @param up false turns the node's readiness to 503
     * @param data what an operator wants to know, by name; numbers and texts, nothing personal
     */
    record Health(boolean up, Map<String, Object> data) {}

    /** The name under which the part appears, for example {@code journal}. */
    String name();

    /** Answers at once: from what is known, without asking a disk or a database. */
    Health health();
}
