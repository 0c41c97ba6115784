package io.tallymark.classify;

/** Who asked, as far as two requests can be told to be the same program: an address and a user agent. */
record Client(String address, String userAgent) {

    static Client of(Request request) {
        return new Client(request.address(), request.userAgent());
    }
}
