package io.mudanza.transfer.peer;

/**
 * A peer with the right to ask it.
 *
 * @param address where it is
 * @param token   migration token of the peer; never logged
 */
public record Peer(PeerAddress address, String token) {

    @Override
    public String toString() {
        return "Peer[" + address + "]";
    }
}
