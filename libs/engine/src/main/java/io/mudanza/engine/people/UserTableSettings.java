package io.mudanza.engine.people;

import java.util.List;

/**
 * Which table holds the users, and which of its columns mean what. What is null or empty is found or taken from Django.
 *
 * @param table          {@code schema.table} or {@code table}, unquoted; null to find the only table that has all columns
 * @param id             column that identifies a user; null for the primary key, which must be of one column
 * @param email          column of the e-mail address; null for {@code email}
 * @param superuser      column that tells who may do everything; null for {@code is_superuser}
 * @param superuserValue its value for those who may, compared as text without regard to case; null for {@code true}
 * @param passwords      columns of the password; null for {@code password}
 * @param flags          further columns of power, such as {@code is_staff}; null for {@code is_staff} and {@code is_active},
 *                       as far as they are there
 * @param keepPasswords  whether superusers of the live platform keep their password when the backup knows them as well;
 *                       normally that of the backup counts
 */
public record UserTableSettings(
        String table,
        String id,
        String email,
        String superuser,
        String superuserValue,
        List<String> passwords,
        List<String> flags,
        boolean keepPasswords) {

    /** Django's columns, in whatever table. */
    public static final UserTableSettings DJANGO =
            new UserTableSettings(null, null, null, null, null, null, null, false);

    private static final List<String> DJANGO_FLAGS = List.of("is_staff", "is_active");

    public UserTableSettings {
        table = blankToNull(table);
        id = blankToNull(id);
        email = blankToNull(email) == null ? "email" : email;
        superuser = blankToNull(superuser) == null ? "is_superuser" : superuser;
        superuserValue = blankToNull(superuserValue) == null ? "true" : superuserValue;
        passwords = passwords == null ? List.of("password") : List.copyOf(passwords);
        flags = flags == null ? null : List.copyOf(flags);
    }

    /** Columns of power besides the superuser flag. */
    List<String> wantedFlags() {
        return flags == null ? DJANGO_FLAGS : flags;
    }

    /** Whether a flag that is not there is a mistake of whoever named it. */
    boolean flagsAreNamed() {
        return flags != null;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
