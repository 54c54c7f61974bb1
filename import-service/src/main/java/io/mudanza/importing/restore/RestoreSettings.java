package io.mudanza.importing.restore;

import io.mudanza.dumps.policy.DefinerRights;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.people.UserTableSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the owner of a node permits in dumps, and where the platform keeps its users. */
@ApplicationScoped
class RestoreSettings {

    private final Set<String> extensions;
    private final DefinerRights definer;
    private final UserTableSettings users;
    private final String survivor;

    RestoreSettings(
            @ConfigProperty(name = "mudanza.restore.extensions") Optional<List<String>> extensions,
            @ConfigProperty(name = "mudanza.restore.security-definer", defaultValue = "strip") String definer,
            @ConfigProperty(name = "mudanza.users.table") Optional<String> table,
            @ConfigProperty(name = "mudanza.users.id") Optional<String> id,
            @ConfigProperty(name = "mudanza.users.email") Optional<String> email,
            @ConfigProperty(name = "mudanza.users.superuser") Optional<String> superuser,
            @ConfigProperty(name = "mudanza.users.superuser-value") Optional<String> superuserValue,
            @ConfigProperty(name = "mudanza.users.passwords") Optional<List<String>> passwords,
            @ConfigProperty(name = "mudanza.users.flags") Optional<List<String>> flags,
            @ConfigProperty(name = "mudanza.users.keep-passwords", defaultValue = "false") boolean keepPasswords,
            @ConfigProperty(name = "mudanza.restore.survivor") Optional<String> survivor) {
        this.extensions = Set.copyOf(extensions.orElse(List.of()));
        this.definer = DefinerRights.valueOf(definer.toUpperCase(Locale.ROOT));
        this.users = new UserTableSettings(table.orElse(null), id.orElse(null), email.orElse(null), superuser.orElse(null),
                superuserValue.orElse(null), passwords.orElse(null), flags.orElse(null), keepPasswords);
        this.survivor = survivor.filter(text -> !text.isBlank()).orElse(null);
    }

    /** Extensions of the setting, and those that the live platform has. */
    DumpPolicy policy(DatabaseAddress live) throws EngineException {
        Set<String> permitted = new HashSet<>(extensions);
        Connection connection = Connections.open(live, Side.TARGET);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT extname FROM pg_catalog.pg_extension")) {
            while (rows.next()) {
                permitted.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw Failures.of(e, Side.TARGET, "looking for the extensions of the platform");
        } finally {
            Connections.close(connection);
        }
        return new DumpPolicy(permitted, definer);
    }

    UserTableSettings users() {
        return users;
    }

    /** E-mail address or id of the superuser who has to survive; null for every superuser. */
    String survivor() {
        return survivor;
    }
}
