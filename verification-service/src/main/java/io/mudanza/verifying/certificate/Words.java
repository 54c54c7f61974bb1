package io.mudanza.verifying.certificate;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the page in one language. */
final class Words {

    private static final Locale SPANISH = Locale.of("es");

    private final ResourceBundle bundle;
    private final NumberFormat numbers;
    private final String language;

    Words(Locale locale) {
        boolean spanish = locale.getLanguage().equals("es");
        this.language = spanish ? "es" : "en";
        // Without this control the language of the machine would stand in for English.
        this.bundle = ResourceBundle.getBundle("io.mudanza.verifying.certificate.words",
                spanish ? SPANISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.numbers = NumberFormat.getIntegerInstance(spanish ? SPANISH : Locale.ENGLISH);
    }

    /** The language that fits the caller best: Spanish or English. */
    static Locale choose(List<Locale> acceptable) {
        for (Locale locale : acceptable) {
            if (locale.getLanguage().equals("es") || locale.getLanguage().equals("en")) {
                return locale;
            }
        }
        return Locale.ENGLISH;
    }

    String language() {
        return language;
    }

    String of(String name) {
        return bundle.getString(name);
    }

    String verdict(String verdict) {
        return switch (verdict) {
            case "EQUAL", "DIFFERENT" -> of("verdict." + verdict);
            default -> of("verdict.NOT_VERIFIED");
        };
    }

    /** A count with separators; a dash for one that was not counted. */
    String number(long value) {
        return value < 0 ? "–" : numbers.format(value);
    }
}
