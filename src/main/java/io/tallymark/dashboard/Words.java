package io.tallymark.dashboard;

import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The texts of one language. */
record Words(Locale locale, ResourceBundle bundle) {

    static final String VERSION = ResourceBundle.getBundle("io.tallymark.dashboard.version", Locale.ROOT)
            .getString("version");

    private static final double LEAST_SHOWN = 0.0005;

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

    /** The text of a key that may not be there. */
    Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }

    /** A share in per cent, with one digit after the point; what is not quite nothing does not look like nothing. */
    String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return share > 0 && share < LEAST_SHOWN ? "< " + format.format(0.001) : format.format(share);
    }

    /** A difference of two shares in percentage points, with its sign unless it is nothing. */
    String points(double difference) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        long tenths = Math.round(difference * 1000);
        format.applyPattern(tenths == 0 ? "0.0" : "+0.0;−0.0");
        return format.format(tenths / 10.0);
    }
}
