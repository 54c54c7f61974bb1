package io.mudanza.verifying.certificate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the certificate says of the job itself.
 *
 * @param id           the job
 * @param direction    what it did, wire form
 * @param node         name of this node
 * @param peer         address of the peer without credentials; null when there was none
 * @param checkpointId the checkpoint it left; null when none
 * @param startedAt    when the job began; null when it is not known
 * @param toolVersion  version of this program
 * @param notes        remarks of its steps, a sentence each
 */
record CertifiedJob(
        UUID id,
        String direction,
        String node,
        String peer,
        String checkpointId,
        Instant startedAt,
        String toolVersion,
        List<String> notes) {}
