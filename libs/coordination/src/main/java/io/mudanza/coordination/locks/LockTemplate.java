package io.mudanza.coordination.locks;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name in {@link Locked} with the values of a call. */
final class LockTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private LockTemplate() {}

    static String filled(String template, Method method, Object[] values) {
        return PLACE.matcher(template).replaceAll((MatchResult place) ->
                Matcher.quoteReplacement(value(place.group(1), template, method, values)));
    }

    private static String value(String place, String template, Method method, Object[] values) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (place.equals(String.valueOf(i)) || parameters[i].isNamePresent() && place.equals(parameters[i].getName())) {
                if (values[i] == null) {
                    throw new IllegalArgumentException("@Locked(\"" + template + "\") has no lock for null in {" + place + "}");
                }
                return values[i].toString();
            }
        }
        throw new IllegalArgumentException("@Locked(\"" + template + "\"): " + method + " has no parameter {" + place + "}");
    }
}
