package io.mudanza.engine.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the settings leave open, and what is said when they do not fit. */
class UserTableSearchTest {

    @Test
    void anOwnUserTableIsFoundByItsColumns() throws Exception {
        // Given
        People people = People.with("CREATE SCHEMA app; CREATE TABLE app.person (key text PRIMARY KEY, email text,"
                + " is_superuser bool, password text); CREATE TABLE newsletter (email text)");
        people.live("INSERT INTO app.person VALUES ('k', 'a@x.cl', true, '')");
        people.scratch("INSERT INTO app.person VALUES ('k', 'b@x.cl', true, '')");

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(new AdministratorMerge(UserTableSettings.DJANGO).check(people.live, null)).isEqualTo("app.person");
        assertThat(people.inScratch("SELECT key || email FROM app.person ORDER BY 1"))
                .containsExactly("k-livea@x.cl", "kb@x.cl");
        assertThat(record.users().getFirst().fate()).isEqualTo(Fate.RENUMBERED);
    }

    @Test
    void aRoleInsteadOfAFlag() throws Exception {
        // Given
        People people = People.with("CREATE TYPE user_role AS ENUM ('attendee', 'superadmin'); CREATE TABLE users"
                + " (id bigint PRIMARY KEY, email text NOT NULL, role user_role NOT NULL, password_hash text NOT NULL)");
        people.live("INSERT INTO users VALUES (1, 'a@x.cl', 'superadmin', 'live'), (2, 'b@x.cl', 'superadmin', 'live')");
        people.scratch("INSERT INTO users VALUES (1, 'a@x.cl', 'attendee', 'backup')");
        UserTableSettings settings = new UserTableSettings("users", null, "email", "role", "superadmin",
                List.of("password_hash"), List.of(), true);

        // When
        people.merge(settings, null);

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, email, role, password_hash) FROM users ORDER BY 1"))
                .containsExactly("1|a@x.cl|superadmin|live", "2|b@x.cl|superadmin|live");
    }

    @Test
    void twoTablesThatMayBeItAreNotGuessedAt() throws Exception {
        // Given
        People people = People.with(People.DJANGO + "; CREATE TABLE old_user (LIKE auth_user INCLUDING ALL)");

        // When / Then
        refused(people, UserTableSettings.DJANGO, null, "public.auth_user, public.old_user");
        assertThat(people.merge(People.table("auth_user"), null).merged()).isTrue();
    }

    @Test
    void aLivePlatformWithoutUsersHasNothingToMergeUnlessItWasNamed() throws Exception {
        // Given
        People people = People.with("CREATE TABLE nothing ()");

        // When / Then
        MergeRecord record = people.merge();
        assertThat(record.merged()).isFalse();
        assertThat(record.sentences()).singleElement().asString().contains("email, is_superuser, password");
        refused(people, People.table("auth_user"), null, "no table auth_user");
        refused(people, UserTableSettings.DJANGO, "boss@x.cl", "named to survive");
    }

    @Test
    void nobodyToKeepIsNoMistake() throws Exception {
        // Given
        People nobody = People.with(People.DJANGO);
        People noSuperuser = People.with(People.DJANGO);
        noSuperuser.live(People.user(1, "a", "a@x.cl", false));
        noSuperuser.scratch(People.user(1, "b", "b@x.cl", true));

        // When / Then
        assertThat(nobody.merge().users()).isEmpty();
        assertThat(noSuperuser.merge().users()).extracting(MergedUser::fate).containsExactly(Fate.IMPORTED);
        assertThat(noSuperuser.inScratch("SELECT id FROM auth_user")).containsExactly("1");
    }

    @Test
    void aSurvivorWhoIsNotThereOrNoSuperuserIsSaidPlainly() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "a", "a@x.cl", false), People.user(2, "b", "same@x.cl", true),
                People.user(3, "c", "SAME@x.cl", true));

        // When / Then
        refused(people, UserTableSettings.DJANGO, "nobody@x.cl", "no user with the e-mail or id n***@x.cl");
        refused(people, UserTableSettings.DJANGO, "1", "not a superuser");
        refused(people, UserTableSettings.DJANGO, "Same@X.cl", "several users");
        assertThat(people.merge(UserTableSettings.DJANGO, "SAME@x.cl").users()).extracting(MergedUser::id)
                .containsExactly("3");
    }

    @Test
    void tablesAndColumnsThatAreMissingAreNamed() throws Exception {
        // Given
        People people = People.with("CREATE TABLE users (a int, b int, email text, PRIMARY KEY (a, b))");
        people.live("ALTER TABLE users ADD is_superuser bool, ADD password text", "INSERT INTO users VALUES (1, 1, '', true)");

        // When / Then
        refused(people, UserTableSettings.DJANGO, null, "primary key of several columns");
        UserTableSettings byA = new UserTableSettings(null, "a", null, null, null, null, null, false);
        refused(people, byA, null, "public.users of the backup has no column is_superuser");
        people.scratch("DROP TABLE users");
        refused(people, byA, null, "The backup has no table public.users");
    }

    private static void refused(People people, UserTableSettings settings, String survivor, String said) {
        assertThatThrownBy(() -> people.merge(settings, survivor)).isInstanceOf(EngineException.class)
                .hasMessageContaining(said)
                .extracting(e -> ((EngineException) e).code()).isEqualTo(EngineException.Code.INVALID_REQUEST);
    }
}
