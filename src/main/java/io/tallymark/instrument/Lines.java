package io.tallymark.instrument;

/** Lines of bytes, which end with CR LF or, in messages from careless senders, with LF alone. */
final class Lines {

    private Lines() {}

    /** Offset after the line end of the line at {@code from}; {@code to} if nothing ends it. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at < to ? at + 1 : to;
    }

    /** Offset after the last character of the line from {@code start} to {@code end}, without its line end. */
    static int contentEnd(byte[] bytes, int start, int end) {
        int at = end;
        if (at > start && bytes[at - 1] == '\n') {
            at--;
            if (at > start && bytes[at - 1] == '\r') {
                at--;
            }
        }
        return at;
    }

    static int longest(byte[] bytes) {
        int longest = 0;
        for (int at = 0; at < bytes.length; ) {
            int end = end(bytes, at, bytes.length);
            longest = Math.max(longest, contentEnd(bytes, at, end) - at);
            at = end;
        }
        return longest;
    }

    /** The line end that the bytes use first; CR LF if they have none. */
    static byte[] ending(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
                return new byte[] {'\n'};
            } else if (bytes[i] == '\n') {
                break;
            }
        }
        return new byte[] {'\r', '\n'};
    }
}
