package io.mudanza.engine.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.SequenceState;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.schema.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdministratorMergeTest {

    @Test
    void theExampleOfTheMissionComesOutAsItSays() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "dako", "admin@tuki.cl", true));
        people.scratch(
                People.user(7, "admin", "admin@tuki.cl", true),
                People.user(8, "user1", "user1@tuki.cl", false),
                People.user(9, "user2", "user2@tuki.cl", false));

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, username, email, password, is_superuser) FROM auth_user"
                + " ORDER BY id")).containsExactly(
                "7|admin|admin@tuki.cl|secret of admin|t",
                "8|user1|user1@tuki.cl|secret of user1|f",
                "9|user2|user2@tuki.cl|secret of user2|f");
        assertThat(record.users()).extracting(MergedUser::email, MergedUser::fate, MergedUser::liveId, MergedUser::id)
                .containsExactly(tuple("a***@tuki.cl", Fate.UPDATED, "1", "7"));
        assertThat(record.backupUsers()).isEqualTo(3);
        assertThat(record.sameEmail()).isEqualTo(1);
        assertThat(record.leftBehind()).isZero();
        assertThat(record.table()).isEqualTo("public.auth_user");
    }

    @Test
    void whoWasASuperuserLiveStaysOneWithTheDataOfTheBackup() throws Exception {
        // Given: the domain in other letters, demoted and switched off in the backup
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "dako", "Admin@TUKI.cl", true), People.user(2, "plain", "user@tuki.cl", false));
        people.scratch(People.user(7, "admin", "admin@tuki.cl", false), People.user(8, "user", "user@tuki.cl", false),
                "UPDATE auth_user SET is_active = false");

        // When
        people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, email, password, is_superuser, is_staff, is_active)"
                + " FROM auth_user ORDER BY id")).containsExactly(
                "7|admin@tuki.cl|secret of admin|t|t|t", "8|user@tuki.cl|secret of user|f|f|f");
    }

    @Test
    void aSwitchedOffSuperuserDoesNotGetPowerBackFromTheBackup() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "gone", "gone@tuki.cl", true), "UPDATE auth_user SET is_active = false");
        people.scratch(People.user(1, "gone", "gone@tuki.cl", true));

        // When
        people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', is_superuser, is_active) FROM auth_user"))
                .containsExactly("t|f");
    }

    @Test
    void theSurvivorWhoseIdAndNameAreTakenGetsNewOnesAndNobodyIsOrphaned() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "admin", "boss@dako.cl", true), "INSERT INTO authtoken VALUES ('live', 1)");
        people.scratch(
                People.user(1, "admin", "admin@tuki.cl", false), People.user(2, "admin-live", "x@tuki.cl", false),
                "INSERT INTO authtoken VALUES ('backup', 1)", "INSERT INTO django_admin_log (what, user_id) VALUES ('a', 1)",
                "ALTER TABLE auth_user ALTER id RESTART WITH 2");

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, username, email, password, is_superuser) FROM auth_user"
                + " ORDER BY id")).containsExactly(
                "1|admin|admin@tuki.cl|secret of admin|f",
                "2|admin-live|x@tuki.cl|secret of admin-live|f",
                "3|admin-live-2|boss@dako.cl|secret of admin|t");
        assertThat(record.users()).singleElement().satisfies(user -> {
            assertThat(user.fate()).isEqualTo(Fate.RENUMBERED);
            assertThat(user.liveId()).isEqualTo("1");
            assertThat(user.id()).isEqualTo("3");
            assertThat(user.changes()).singleElement().asString().contains("\"admin-live-2\"");
        });
        assertThat(people.inScratch("SELECT key || user_id FROM authtoken")).containsExactly("backup1");
        assertThat(people.inScratch("SELECT what || user_id FROM django_admin_log")).containsExactly("a1");
        assertThat(record.sequences())
                .containsExactly(new SequenceState("public", "auth_user_id_seq", 3, true));
        people.scratch("INSERT INTO auth_user (password, is_superuser, username, first_name, email, is_staff, is_active,"
                + " date_joined) VALUES ('', false, 'next', '', '', false, true, now())");
    }

    @Test
    void theSurvivorKeepsAFreeIdAndTheSequenceGoesPastIt() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(40, "boss", "boss@dako.cl", true), People.user(41, "left", "left@dako.cl", false));
        people.scratch(People.user(1, "admin", "admin@tuki.cl", true), "ALTER TABLE auth_user ALTER id RESTART WITH 2");

        // When
        MergeRecord record = people.merge();

        // Then
        assertThat(record.users()).extracting(MergedUser::fate, MergedUser::id)
                .containsExactly(tuple(Fate.KEPT, "40"), tuple(Fate.IMPORTED, "1"));
        assertThat(record.leftBehind()).isEqualTo(1);
        assertThat(people.inScratch("SELECT nextval('auth_user_id_seq')")).containsExactly("41");
        assertThat(record.sentences()).anyMatch(line -> line.contains("b***@dako.cl") && line.contains("kept"));
        assertThat(record.sentences()).noneMatch(line -> line.contains("secret of"));
        assertThat(MergeRecord.parse(record.json())).isEqualTo(record);
    }

    @Test
    void onlyTheNamedOneSurvivesButEverySuperuserKnownKeepsTheFlag() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "one", "one@dako.cl", true), People.user(2, "two", "two@dako.cl", true),
                People.user(3, "three", "three@dako.cl", true));
        people.scratch(People.user(5, "three", "three@dako.cl", false));

        // When
        MergeRecord record = people.merge(UserTableSettings.DJANGO, "ONE@dako.cl");

        // Then
        assertThat(people.inScratch("SELECT concat_ws('|', id, email, is_superuser) FROM auth_user ORDER BY id"))
                .containsExactly("1|one@dako.cl|t", "5|three@dako.cl|t");
        assertThat(record.leftBehind()).isEqualTo(1);
        assertThat(record.users()).extracting(MergedUser::survivor).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource(CopyFormat.class)
    void whoeverComparesFindsEveryRowOfTheBackupNetOfTheMerge(CopyFormat format) throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "boss", "boss@dako.cl", true), People.user(2, "admin", "admin@tuki.cl", true));
        people.scratch("INSERT INTO auth_user SELECT i, 'p', NULL, false, 'u' || i, 'é', 'u' || i || '@x', false, true, now()"
                + " FROM generate_series(1, 500) i", People.user(900, "admin", "admin@tuki.cl", false));
        TableHead users = people.head("public", "auth_user", format);
        TableHead tokens = people.head("public", "authtoken", format);
        RowDigest before = people.digest(users);

        // When
        MergeRecord record = people.merge(UserTableSettings.DJANGO, null, users, tokens);

        // Then
        assertThat(people.digest(users)).isEqualTo(record.expected("public", "auth_user", before)).isNotEqualTo(before);
        assertThat(record.tables()).extracting(TableChange::table).containsExactly("auth_user");
        assertThat(record.tables().getFirst().before().rows()).isEqualTo(1);
        assertThat(record.tables().getFirst().after().rows()).isEqualTo(2);
        people.scratch("UPDATE auth_user SET first_name = 'changed' WHERE id = 77");
        assertThat(people.digest(users)).isNotEqualTo(record.expected("public", "auth_user", before));
    }

    @Test
    void aSecondRunChangesNothingAndSaysTheSame() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "admin", "boss@dako.cl", true));
        people.scratch(People.user(1, "admin", "admin@tuki.cl", true));
        MergeRecord first = people.merge();
        TableHead users = people.head("public", "auth_user", CopyFormat.TEXT);
        RowDigest after = people.digest(users);

        // When
        MergeRecord second = people.merge();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(people.digest(users)).isEqualTo(after);
        assertThat(AdministratorMerge.recorded(people.scratch, people.job)).isEqualTo(first);
    }

    @Test
    void triggersAndRulesOfTheBackupDoNotAct() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "boss", "boss@dako.cl", true));
        people.scratch("CREATE TABLE side (what text)",
                "CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN INSERT INTO public.side VALUES (TG_OP); RETURN NEW; END$$",
                "CREATE TRIGGER \"a \"\"b\" AFTER INSERT OR UPDATE ON auth_user FOR EACH ROW EXECUTE FUNCTION act()",
                "ALTER TABLE auth_user ENABLE ALWAYS TRIGGER \"a \"\"b\"",
                "CREATE RULE watch AS ON INSERT TO auth_user DO ALSO INSERT INTO public.side VALUES ('rule')");

        // When
        people.merge();

        // Then
        assertThat(people.inScratch("SELECT what FROM side")).isEmpty();
        assertThat(people.inScratch("SELECT email FROM auth_user")).containsExactly("boss@dako.cl");
        assertThat(people.inScratch("SELECT tgenabled FROM pg_trigger WHERE NOT tgisinternal")).containsExactly("A");
        assertThat(people.inScratch("SELECT ev_enabled FROM pg_rewrite WHERE rulename = 'watch'")).containsExactly("O");
    }

    @Test
    void whatIsCutOffBeforeItsEndHasNeverBeen() throws Exception {
        // Given
        People people = People.with(People.DJANGO);
        people.live(People.user(1, "admin", "boss@dako.cl", true));
        people.scratch(People.user(1, "admin", "admin@tuki.cl", true), "ALTER TABLE auth_user ALTER id RESTART WITH 2");

        // When
        assertThatThrownBy(() -> AdministratorMerge.merge(
                        new MergeRequest(people.live, people.scratch, people.job, UserTableSettings.DJANGO, null, List.of()),
                        () -> true))
                .isInstanceOf(EngineException.class);

        // Then
        assertThat(people.inScratch("SELECT email FROM auth_user")).containsExactly("admin@tuki.cl");
        // A number that was drawn stays drawn: sequences know no way back.
        assertThat(people.inScratch("SELECT last_value FROM auth_user_id_seq")).containsExactly("2");
        assertThat(AdministratorMerge.recorded(people.scratch, people.job)).isNull();
        assertThat(people.merge().users()).extracting(MergedUser::id).containsAnyOf("2", "3");
    }

    @Test
    void theOwnerOfTheScratchTablesNeedsNoOtherRight() throws Exception {
        // Given
        People people = People.with("SELECT 1");
        people.live(People.DJANGO, People.user(1, "admin", "boss@dako.cl", true));
        String role = "merger_" + people.scratch.database();
        people.scratch("CREATE ROLE " + role + " LOGIN PASSWORD 'x' NOSUPERUSER",
                "GRANT CREATE ON DATABASE " + people.scratch.database() + " TO " + role, "GRANT ALL ON SCHEMA public TO " + role,
                "SET ROLE " + role, People.DJANGO, People.user(1, "admin", "admin@tuki.cl", true));

        // When
        MergeRecord record = AdministratorMerge.merge(
                new MergeRequest(people.live, TestDatabases.as(people.scratch, role, "x"), people.job,
                        UserTableSettings.DJANGO, null, List.of()),
                Cancellation.NEVER);

        // Then
        assertThat(record.users()).extracting(MergedUser::fate).contains(Fate.RENUMBERED);
    }
}
