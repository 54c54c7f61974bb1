package io.mudanza.transfer.fetch;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.steps.pieces.Piece;
import io.mudanza.steps.pieces.PieceFailedException;
import io.mudanza.steps.pieces.PieceHandler;
import io.mudanza.transfer.health.TransferMetrics;
import io.mudanza.transfer.peer.PartDownload;
import io.mudanza.transfer.peer.PartSource;
import io.mudanza.transfer.peer.Peer;
import io.mudanza.transfer.peer.PeerClient;
import io.mudanza.transfer.peer.PeerFailure;
import io.mudanza.transfer.peer.Peers;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.received.ReceivedBundles;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Brings single parts for the replica that leads a fetch. */
@ApplicationScoped
class FetchPieces implements PieceHandler {

    private static final Logger LOG = Logger.getLogger(FetchPieces.class);

    private final Peers peers;
    private final PeerClient client;
    private final ReceivedBundles bundles;
    private final TransferSettings settings;
    private final TransferMetrics metrics;

    FetchPieces(
            Peers peers, PeerClient client, ReceivedBundles bundles, TransferSettings settings, TransferMetrics metrics) {
        this.peers = peers;
        this.client = client;
        this.bundles = bundles;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public StepKind kind() {
        return StepKind.FETCH;
    }

    @Override
    public String run(Piece piece) throws PieceFailedException, InterruptedException {
        try {
            FetchPiece wanted = BundleJson.read(piece.content(), FetchPiece.class);
            Peer peer = peers.find(piece.jobId())
                    .orElseThrow(() -> new PieceFailedException("No credentials of the peer are kept any more.", null));
            download(piece, wanted.part(), new PartSource(client, peer, wanted.remoteJob()));
            return FetchPiece.nameOf(piece.number());
        } catch (PeerFailure | IOException | SQLException | TransferProblem failed) {
            throw new PieceFailedException("The part could not be brought: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void ended(Piece piece, boolean counts) {
        if (counts) {
            return;
        }
        try {
            Files.deleteIfExists(bundles.of(piece.jobId()).file(FetchPiece.nameOf(piece.number())));
        } catch (IOException left) {
            LOG.infof("job %s: piece %d is left behind until the job's parts are removed", piece.jobId(), piece.number());
        }
    }

    private void download(Piece piece, Part part, PartSource source) throws IOException, PeerFailure, InterruptedException {
        DirectoryPartStore store = bundles.of(piece.jobId());
        PartDownload.Expected expected =
                new PartDownload.Expected("the part " + part.name(), part.storedBytes(), part.sha256());
        new PartDownload(source.client(), source.request(part.name()), expected, settings.patience().source(),
                () -> piece.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted(), metrics)
                .run(() -> new DraftSink(store.draft(FetchPiece.nameOf(piece.number()))));
    }
}
