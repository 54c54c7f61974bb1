package io.mudanza.transfer.peer;

import io.agroal.api.AgroalDataSource;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.outbound.proof.TrustedPeers;
import io.mudanza.steps.StepContext;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.settings.PeerSettings;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The keys that peers sign with. The operator's list counts most; else the first key that a peer was seen with is kept,
 * and another one under the same host and port is refused.
 */
@Singleton
public class PeerKeys {

    private final AgroalDataSource database;
    private final TrustedPeers trusted;
    private final boolean onlyTrusted;

    PeerKeys(@DataSource("transfer") AgroalDataSource database, PeerSettings settings) throws IOException {
        this.database = database;
        this.trusted = new TrustedPeers(settings.trustedPeers());
        this.onlyTrusted = settings.onlyTrustedKeys();
    }

    /**
     * Refuses a signature by another key than the one that is known of the peer.
     *
     * @throws StepFailedException {@code bundle_signature_wrong}
     */
    public void require(StepContext context, PeerAddress peer, Signature signature) throws StepFailedException {
        try {
            String known = trusted.key(peer.authority()).orElse(null);
            if (known == null && onlyTrusted) {
                throw unknown(signature);
            }
            if (known == null && peer.isOnThisMachine()) {
                // Nodes on one machine come and go under the same ports.
                return;
            }
            if (known == null) {
                known = firstSeen(context, peer, signature);
            }
            if (!known.equals(signature.publicKey())) {
                throw new StepFailedException(ProblemCode.BUNDLE_SIGNATURE_WRONG, "The peer " + peer.authority()
                        + " signs with the key " + PeerClient.clean(signature.keyId(), 16)
                        + ", which is not the one that is known of it. Ask its operator, by another way, whether the "
                        + "key is new; then write " + peer.authority()
                        + " = KEY into the file of mudanza.trusted-peers and start the job again.");
            }
        } catch (SQLException unreachable) {
            throw new StepFailedException(ProblemCode.SERVICE_UNAVAILABLE,
                    "The node's own database does not answer; try again.", unreachable);
        } catch (IOException unreadable) {
            throw new StepFailedException(ProblemCode.SERVICE_UNAVAILABLE,
                    "The file of mudanza.trusted-peers cannot be read; correct it, then start the job again.",
                    unreadable);
        }
    }

    /**
     * Refuses a bundle file by a key that the operator has not written down, where that is wanted.
     *
     * @throws StepFailedException {@code bundle_signature_wrong}
     */
    public void requireOfFile(Signature signature) throws StepFailedException, IOException {
        if (onlyTrusted && !trusted.knows(signature.publicKey())) {
            throw unknown(signature);
        }
    }

    private static StepFailedException unknown(Signature signature) {
        return new StepFailedException(ProblemCode.BUNDLE_SIGNATURE_WRONG, "The bundle is signed with the key "
                + PeerClient.clean(signature.keyId(), 16) + ", which is not in the file of mudanza.trusted-peers, and "
                + "mudanza.only-trusted-keys is set. Compare the key with its owner, then write it down there.");
    }

    private String firstSeen(StepContext context, PeerAddress peer, Signature signature) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO transfer.peer_key "
                    + "(authority, public_key) VALUES (?, ?) ON CONFLICT (authority) DO NOTHING")) {
                insert.setString(1, peer.authority());
                insert.setString(2, signature.publicKey());
                if (insert.executeUpdate() == 1) {
                    context.log(LogLevel.INFO, "The peer " + peer.authority() + " signs with the key "
                            + signature.keyId() + "; it was seen for the first time and is expected from now on.");
                }
            }
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT public_key FROM transfer.peer_key WHERE authority = ?")) {
                query.setString(1, peer.authority());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }
    }
}
