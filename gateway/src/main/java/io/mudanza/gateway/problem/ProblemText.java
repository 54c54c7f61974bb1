package io.mudanza.gateway.problem;

import io.mudanza.contracts.problem.ProblemCode;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The words of problems, in Spanish and English. */
public final class ProblemText {
    private static final String BUNDLE = "io/mudanza/gateway/problem/problems";
    private static final Locale SPANISH = Locale.forLanguageTag("es");

    private ProblemText() {}

    /** The language of the answer: the first of Spanish and English that the caller prefers, else English. */
    static Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), List.of(SPANISH, Locale.ENGLISH));
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    static String title(ProblemCode code, Locale language) {
        return bundle(language).getString("title." + code.wire());
    }

    /** What happened and what to do. */
    public static String detail(ProblemException problem, Locale language) {
        if (problem.foreignDetail() != null) {
            return told(problem.code(), problem.foreignDetail(), language);
        }
        return detail(problem.key(), language, problem.arguments());
    }

    /** What a worker or another service said, which is English; in Spanish, what to do stands before it. */
    static String told(ProblemCode code, String detail, Locale language) {
        if (!language.equals(SPANISH)) {
            return detail;
        }
        String advice = detail(code.wire(), language);
        return advice.equals(detail) ? detail : advice + " (" + detail + ")";
    }

    /** The same for the language that a caller wishes. */
    public static String told(String code, String detail, String acceptLanguage) {
        return detail == null ? null : told(ProblemCode.ofWire(code), detail, language(acceptLanguage));
    }

    /** A sentence that is no problem, in the language that a caller wishes. */
    public static String sentence(String key, String acceptLanguage, Object... arguments) {
        return detail(key, language(acceptLanguage), arguments);
    }

    static String detail(String key, Locale language, Object... arguments) {
        return new MessageFormat(bundle(language).getString("detail." + key), language).format(texts(arguments));
    }

    private static Object[] texts(Object[] arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        return texts;
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, ProblemText.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }
}
