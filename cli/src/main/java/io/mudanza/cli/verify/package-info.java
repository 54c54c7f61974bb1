/** Proof: of a job or a peer by a node, of a bundle or a certificate in this process. */
package io.mudanza.cli.verify;
