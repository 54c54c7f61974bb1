package io.mudanza.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that somebody did. Texts come from outside: control characters are written as {@code \\uXXXX} and what is
 * longer than {@value #LONGEST} characters is cut, so that no row can forge a line anywhere.
 *
 * @param at      when, to the microsecond
 * @param actor   public id of a token, or name of a service; null when unknown
 * @param action  what, e.g. {@code POST pull}
 * @param object  to what: a job, a token, a path; null for none
 * @param address of the caller's socket; null when there is none
 * @param outcome how it ended, e.g. an HTTP status
 * @param detail  more for people; null for none
 */
public record AuditEvent(
        Instant at, String actor, String action, String object, String address, String outcome, String detail) {

    static final int LONGEST = 500;

    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        actor = shown(actor);
        action = shown(action);
        object = shown(object);
        address = shown(address);
        outcome = shown(outcome);
        detail = shown(detail);
    }

    private static String shown(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        // What is read back goes through here again and must stay the same: the limit is one of the result.
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            String piece = unfit(c) ? String.format("\\u%04x", c) : Character.toString(c);
            if (clean.length() + piece.length() > LONGEST) {
                break;
            }
            clean.append(piece);
        }
        return clean.toString();
    }

    private static boolean unfit(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
