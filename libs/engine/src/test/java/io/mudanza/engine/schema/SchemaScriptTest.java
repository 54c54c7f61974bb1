package io.mudanza.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.engine.EngineException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaScriptTest {

    private static final String HEADER = "--\n-- Name: %s; Type: %s; Schema: public; Owner: me\n--\n\n";
    private static final String TRAP = "--\n-- Name: trap; Type: TABLE; Schema: public; Owner: you\n--\n; \\restrict x\n";

    private final StatementFitter fitter = new StatementFitter(new TargetRoles(Set.of("here", "o\"ne"), "owner", false));

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT '" + TRAP + "'", "SELECT E'\\'" + TRAP + "\\''", "SELECT $$" + TRAP + "$$",
        "SELECT $a$" + TRAP + "$b$$$ ;$a$", "SELECT \"" + TRAP + "\"", "SELECT U&\"" + TRAP + "\", U&'" + TRAP + "'",
        "SELECT /* /* */ " + TRAP + " */ 1", "SELECT 1 " + "--; \n + 2",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
        "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END",
        "CREATE RULE r AS ON DELETE TO t DO (SELECT 1; SELECT 2)", "SELECT $1, 'a''b;', b$c$ , 'x'"
    })
    void nothingInsideAStatementIsTakenForAHeader(String sql) throws Exception {
        // Given
        String text = "SET x = 1;\n" + HEADER.formatted("a", "FUNCTION") + sql + ";\n\n"
                + HEADER.formatted("b", "TABLE") + "CREATE TABLE b ();\n\n";

        // When
        List<SchemaEntry> entries = SchemaScript.parse(text).entries();

        // Then
        assertThat(entries).extracting(SchemaEntry::name).containsExactly("a", "b");
        assertThat(entries.getFirst().statements()).containsExactly(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\! rm -rf /\n", "SELECT 'open", "SELECT $a$ open", "SELECT \"open", "/* open", "SELECT 1",
        "\\connect x\n"})
    void refusesWhatPgDumpNeverWrites(String text) {
        assertThatThrownBy(() -> SchemaScript.parse(text))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.SCHEMA_REJECTED));
    }

    @Test
    void carriesTheAccessMethodToTheEntriesThatFollow() throws Exception {
        String text = "\\restrict abc\nSET statement_timeout = 0;\n" + HEADER.formatted("f", "FUNCTION") + "SELECT 1;\n"
                + "SET default_table_access_method = heap;\n\n" + HEADER.formatted("t", "TABLE") + "CREATE TABLE t ();\n"
                + "\\unrestrict abc\n";
        List<SchemaEntry> entries = SchemaScript.parse(text).entries();
        assertThat(entries.get(0).settings()).isEmpty();
        assertThat(entries.get(1).settings()).containsExactly("SET default_table_access_method = heap");
        assertThat(entries.get(0).statements()).containsExactly("SELECT 1");
    }

    @Test
    void fitsOwnersGranteesAndPoliciesToTheRolesThatExist() throws Exception {
        assertThat(fitter.fit("ALTER TABLE \"a\".\"b\" OWNER TO \"o\"\"ne\"")).isInstanceOfSatisfying(
                FittedStatement.Run.class, run -> assertThat(run.note()).isNull());
        assertThat(fitter.fit("ALTER FUNCTION \"a\".\"f\"(\"x\" integer) OWNER TO \"gone\"")).isInstanceOfSatisfying(
                FittedStatement.Run.class, run -> assertThat(run.sql())
                        .isEqualTo("ALTER FUNCTION \"a\".\"f\"(\"x\" integer) OWNER TO \"owner\""));
        assertThat(fitter.fit("GRANT ALL ON TABLE \"TO gone\" TO \"gone\"")).isInstanceOf(FittedStatement.Skip.class);
        assertThat(fitter.fit("GRANT ALL ON TABLE \"TO gone\" TO PUBLIC")).isInstanceOf(FittedStatement.Run.class);
        assertThat(fitter.fit("SET SESSION AUTHORIZATION \"here\"")).isInstanceOf(FittedStatement.Skip.class);
        assertThat(fitter.fit("CREATE POLICY \"p\" ON \"t\" TO \"gone\", \"here\" USING (true)")).isInstanceOfSatisfying(
                FittedStatement.Run.class, run -> assertThat(run.sql())
                        .isEqualTo("CREATE POLICY \"p\" ON \"t\" TO \"here\" USING (true)"));
        assertThat(fitter.fit("CREATE POLICY \"p\" ON \"t\" TO \"gone\" USING (true)"))
                .isInstanceOf(FittedStatement.Skip.class);
        assertThat(fitter.fit("ALTER DEFAULT PRIVILEGES FOR ROLE \"gone\" GRANT SELECT ON TABLES TO \"here\""))
                .isInstanceOf(FittedStatement.Skip.class);
    }
}
