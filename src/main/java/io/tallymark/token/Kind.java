package io.tallymark.token;

/** What a URL stands for. */
public enum Kind {
    /** A message was displayed, as far as its pixel can tell. */
    OPEN('o'),
    /** A link was followed. */
    CLICK('c');

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    /** The letter of the URL's path, which is signed with the id. */
    char letter() {
        return letter;
    }
}
