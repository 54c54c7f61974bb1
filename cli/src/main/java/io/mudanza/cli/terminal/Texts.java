package io.mudanza.cli.terminal;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the command line in Spanish or English. */
public final class Texts {

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "io.mudanza.cli.messages", locale, ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the language of {@code --lang}, else of the environment, else English. */
    public static Texts of(Surroundings surroundings, String... args) {
        String asked = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--lang=")) {
                asked = args[i].substring("--lang=".length());
            } else if (args[i].equals("--lang") && i + 1 < args.length) {
                asked = args[i + 1];
            }
        }
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            asked = asked == null ? surroundings.variable(name) : asked;
        }
        boolean spanish = asked != null && asked.toLowerCase(Locale.ROOT).startsWith("es");
        return new Texts(spanish ? Locale.of("es") : Locale.ENGLISH);
    }

    /** The sentence of a key with its values filled in. */
    public String of(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
    }

    /** {@code es} or {@code en}: for {@code Accept-Language}. */
    public String language() {
        return locale.getLanguage();
    }

    /** All sentences, also the help of the commands. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
