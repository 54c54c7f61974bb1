package io.mudanza.dumps.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementScannerTest {

    private static List<String> statements(String text, boolean standard) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StatementScanner scanner =
                new StatementScanner(new ByteSource(new ByteArrayInputStream(bytes), 1 << 20), 1 << 20, any -> {});
        scanner.standardStrings(standard);
        List<String> statements = new ArrayList<>();
        for (Script script = scanner.next(); script != null; script = scanner.next()) {
            statements.add(script instanceof Script.Sql(var statement) ? statement.sql() : script.toString());
        }
        return statements;
    }

    @Test
    void endsStatementsWhereTheServerDoes() throws Exception {
        assertThat(statements("a 'x;''y' ; b \"q;\"\"z\" ;c $$ ; $$; d $t$ $$ ; $t $ta$ $t$; e E'\\';' ; f /* ; /* ; */ ; */ g -- ;\n;", true))
                .containsExactly("a 'x;''y'", "b \"q;\"\"z\"", "c $$ ; $$", "d $t$ $$ ; $t $ta$ $t$", "e E'\\';'", "f   g");
    }

    @Test
    void keepsBodiesAndRulesTogether() throws Exception {
        String atomic = "CREATE FUNCTION f(begin int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN 1 > 0 THEN 1 END; SELECT 2; END";
        assertThat(statements(atomic + "; CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2); BEGIN; COMMIT;", true))
                .containsExactly(atomic, "CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2)", "BEGIN", "COMMIT");
    }

    @Test
    void readsStringsWithBackslashesWhereTheDumpSaysSo() throws Exception {
        assertThat(statements("a 'x\\'; b'; c;", false)).containsExactly("a 'x\\'; b'", "c");
        assertThat(statements("a 'x\\'; b; c;", true)).containsExactly("a 'x\\'", "b", "c");
    }
}
