package io.tallymark.dashboard;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one language. */
record Words(Locale locale, ResourceBundle bundle) {

    static final String VERSION = ResourceBundle.getBundle("io.tallymark.dashboard.version", Locale.ROOT)
            .getString("version");

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** German for those who want it, British English for everybody else. */
    static Words of(Locale wanted) {
        Locale locale = wanted.getLanguage().equals("de") ? Locale.GERMANY : Locale.UK;
        return new Words(locale, ResourceBundle.getBundle("io.tallymark.dashboard.Texts", locale, NO_FALLBACK));
    }

    String text(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }
}
