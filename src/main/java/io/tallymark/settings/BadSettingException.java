package io.tallymark.settings;

/** A setting that cannot be used; the message is one line that starts with the setting's name and never shows a secret. */
public final class BadSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSettingException(String name, String fault) {
        super(name + ": " + fault);
    }
}
