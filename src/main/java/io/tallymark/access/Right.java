package io.tallymark.access;

/** What an API key may be allowed to do. */
public enum Right {
    /** Create campaigns, snapshots and messages. */
    SEND,
    /** Read events and reports. */
    READ,
    /** Everything, also configure and import. */
    ADMIN;

    /** Whether a key with this right may do what {@code needed} asks for. */
    public boolean covers(Right needed) {
        return this == needed || this == ADMIN;
    }
}
