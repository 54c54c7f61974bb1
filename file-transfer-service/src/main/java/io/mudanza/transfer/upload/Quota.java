package io.mudanza.transfer.upload;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;

/**
 * How large an upload may become.
 *
 * @param bytes   at most
 * @param setting name of the setting that says so
 */
record Quota(long bytes, String setting) {

    TransferProblem exceeded() {
        return new TransferProblem(ProblemCode.PAYLOAD_TOO_LARGE,
                "The upload would exceed " + bytes + " bytes; raise " + setting + " on this node.");
    }
}
