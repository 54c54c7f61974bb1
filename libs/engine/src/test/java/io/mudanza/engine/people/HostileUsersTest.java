package io.mudanza.engine.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.schema.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** User tables as nobody should make them. */
class HostileUsersTest {

    /** A quote within a name is written ~ here. */
    private static final String ODD = """
            CREATE SCHEMA "we.ird ~";
            CREATE TABLE "we.ird ~"."pe'o~ple" (
                "i d" uuid PRIMARY KEY, "e.mail~" text, "is 'super\\" boolean, "pass?word" text,
                "who?" uuid REFERENCES "we.ird ~"."pe'o~ple" ON DELETE CASCADE,
                shout text GENERATED ALWAYS AS (upper("e.mail~")) STORED)""".replace("~", "\"\"");

    private static final UserTableSettings ODD_SETTINGS = new UserTableSettings("we.ird \".pe'o\"ple", null, "e.mail\"",
            "is 'super\\", null, List.of("pass?word"), null, false);

    @Test
    void oddNamesAndUuidsAndReferencesToOneself() throws Exception {
        // Given
        People people = People.with(ODD);
        String insert = "INSERT INTO \"we.ird \"\"\".\"pe'o\"\"ple\" VALUES ('00000000-0000-0000-0000-00000000000";
        people.live(
                insert + "1', 'a'';\"\\@x.cl', true, 'p', '00000000-0000-0000-0000-000000000001')",
                insert + "2', NULL, true, 'p', '00000000-0000-0000-0000-000000000001')",
                insert + "3', '', true, 'p', NULL)",
                insert + "4', 'nobody@x.cl', false, 'p', NULL)");
        people.scratch(insert + "1', 'other@x.cl', false, 'q', NULL)", insert + "5', NULL, false, 'q', NULL)");
        TableHead head = people.head("we.ird \"", "pe'o\"ple", CopyFormat.TEXT);
        RowDigest before = people.digest(head);

        // When
        MergeRecord record = people.merge(ODD_SETTINGS, null, head);

        // Then
        assertThat(record.users()).extracting(MergedUser::email, MergedUser::fate).containsExactly(
                tuple("a***@x.cl", Fate.RENUMBERED), tuple("(no e-mail)", Fate.KEPT), tuple("(no e-mail)", Fate.KEPT));
        String renumbered = record.users().getFirst().id();
        assertThat(people.inScratch("SELECT \"who?\" FROM \"we.ird \"\"\".\"pe'o\"\"ple\" WHERE \"who?\" IS NOT NULL"))
                .containsExactly(renumbered, renumbered);
        assertThat(people.inScratch("SELECT count(*) FROM \"we.ird \"\"\".\"pe'o\"\"ple\"")).containsExactly("5");
        assertThat(people.digest(head)).isEqualTo(record.expected("we.ird \"", "pe'o\"ple", before));
    }

    @Test
    void addressesThatDifferInCaseOnlyAreToldApartOrLeftAlone() throws Exception {
        // Given: nothing can tell which of the two is THE@x.cl; admin@x.cl is spelt like one of them
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "a", "admin@x.cl", true), People.user(2, "b", "THE@x.cl", true));
        people.scratch(People.user(11, "c", "Admin@x.cl", false), People.user(12, "d", "admin@X.cl", false),
                People.user(13, "e", "The@x.cl", false), People.user(14, "f", "the@x.cl", false));

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, email) FROM auth_user WHERE is_superuser ORDER BY id"))
                .containsExactly("2|THE@x.cl", "12|admin@X.cl");
        assertThat(record.users()).filteredOn(user -> user.fate() == Fate.KEPT).singleElement()
                .satisfies(user -> assertThat(user.changes()).anyMatch(line -> line.contains("Several users")));
    }

    @Test
    void twoLiveSuperusersWithOneAddressAreOneUserOfTheBackup() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "a", "ADMIN@x.cl", true), People.user(2, "b", "admin@x.cl", true),
                "UPDATE auth_user SET is_active = false WHERE id = 1");
        people.scratch(People.user(9, "c", "admin@x.cl", false));

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, is_superuser, is_active) FROM auth_user"))
                .containsExactly("9|t|t");
        assertThat(record.users()).extracting(MergedUser::fate).containsExactly(Fate.UPDATED, Fate.UPDATED);
    }

    @Test
    void aLetterThatOnlyLooksAlikeIsAnotherAddress() throws Exception {
        // Given: the sign for Kelvin, which Unicode folds to a k
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "a", "admin@tuki.cl", true));
        people.scratch(People.user(9, "c", "admin@tu\u212Ai.cl", false));

        // When
        people.merge();

        // Then
        assertThat(people.inScratch("SELECT id FROM auth_user WHERE is_superuser")).containsExactly("1");
    }

    @Test
    void aUniqueAddressThatFoldsMoreThanWeDoIsRefusedInsteadOfLosingSomebody() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "a", "ÁRBOL@x.cl", true));
        people.scratch("CREATE UNIQUE INDEX ON auth_user (lower(email COLLATE \"und-x-icu\"))",
                People.user(9, "c", "árbol@x.cl", false));

        // When / Then
        assertThatThrownBy(people::merge).isInstanceOf(EngineException.class).hasMessageContaining("same email")
                .extracting(e -> ((EngineException) e).code()).isEqualTo(EngineException.Code.ROWS_REJECTED);
        assertThat(people.inScratch("SELECT id FROM auth_user")).containsExactly("9");
        assertThat(people.inScratch("SELECT to_regclass('_mudanza.administrators')")).containsExactly((String) null);
    }

    @Test
    void alwaysIdentityDeferredKeysForeignRowsAndColumnsOfOneSideOnly() throws Exception {
        // Given
        People people = People.of(TestDatabases.create("live"), TestDatabases.create("scratch"));
        people.live("CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, is_superuser bool,"
                        + " password text, org int, phone text, old_column text)",
                "INSERT INTO users (email, is_superuser, password, org, phone, old_column)"
                        + " VALUES ('boss@x.cl', true, 'p', 5, '1', 'o')");
        people.scratch("CREATE TABLE org (id int PRIMARY KEY)", "INSERT INTO org VALUES (1)",
                "CREATE TYPE mood AS ENUM ('good')",
                "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 10) PRIMARY KEY,"
                        + " email text, is_superuser bool, password text, org int REFERENCES org ON DELETE CASCADE,"
                        + " phone text UNIQUE DEFERRABLE INITIALLY DEFERRED, theme text NOT NULL, settings jsonb NOT NULL,"
                        + " mood mood NOT NULL DEFAULT 'good', since timestamptz NOT NULL)",
                "INSERT INTO users OVERRIDING SYSTEM VALUE VALUES (1, 'a@x.cl', false, '', 1, '1', '', '{}', 'good', now()),"
                        + " (30, 'b@x.cl', false, '', 1, '2', '', '{}', 'good', now())");

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, email, password, coalesce(org, -1), coalesce(phone, '-'),"
                + " theme, settings) FROM users WHERE is_superuser")).containsExactly("40|boss@x.cl|p|-1|-||{}");
        assertThat(record.notes()).singleElement().asString().contains("old_column");
        assertThat(record.users().getFirst().changes()).anyMatch(line -> line.contains("phone"))
                .anyMatch(line -> line.contains("org")).anyMatch(line -> line.contains("theme"));
    }

    @Test
    void aPartitionedUserTableIsComparedByItsPartitions() throws Exception {
        // Given
        String schema = "CREATE TABLE users (id int PRIMARY KEY, email text, is_superuser bool, password text)"
                + " PARTITION BY RANGE (id); CREATE TABLE users_a PARTITION OF users FOR VALUES FROM (0) TO (100);"
                + " CREATE TABLE users_b PARTITION OF users FOR VALUES FROM (100) TO (200)";
        People people = People.with(schema);
        people.live("INSERT INTO users VALUES (5, 'boss@x.cl', true, 'p'), (7, 'b@x.cl', true, 'p')");
        people.scratch("INSERT INTO users VALUES (5, 'a@x.cl', false, ''), (120, 'b@x.cl', false, '')");
        TableHead a = people.head("public", "users_a", CopyFormat.BINARY);
        TableHead b = people.head("public", "users_b", CopyFormat.BINARY);
        RowDigest beforeA = people.digest(a);
        RowDigest beforeB = people.digest(b);

        // When
        MergeRecord record = people.merge(UserTableSettings.DJANGO, null, a, b);

        // Then
        assertThat(record.users()).extracting(MergedUser::fate, MergedUser::id)
                .containsExactlyInAnyOrder(tuple(Fate.RENUMBERED, "121"), tuple(Fate.UPDATED, "120"));
        assertThat(people.digest(a)).isEqualTo(record.expected("public", "users_a", beforeA));
        assertThat(people.digest(b)).isEqualTo(record.expected("public", "users_b", beforeB));
    }
}
